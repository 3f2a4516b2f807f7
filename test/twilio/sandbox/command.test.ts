import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { afterAll, describe, expect, test } from "vitest";
import { createClient } from "../../../src/index.ts";
import { type Har, runSandbox, SETTABLE_OPTIONS } from "../../../src/sandbox.ts";
import { runShell, startProcess } from "../../support/process.ts";
import { startServer } from "../../support/servers.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { AUTHORIZATION, CHANNEL, SERVICE } from "./helpers.ts";

const folder = temporaryFolder("sandbox-command", { whenDone: afterAll });

const FORM = "application/x-www-form-urlencoded";
const PATH = `/v1/Services/${SERVICE}/Channels/${CHANNEL}/Messages`;
const write = (name: string, text: string) => {
	writeFileSync(join(folder, name), text);
	return join(folder, name);
};

/** Runs the command in this process. */
async function run(args: readonly string[], during: (url: string) => Promise<void> = async () => {}) {
	const [out, error]: [string[], string[]] = [[], []];
	const code = await runSandbox(args, {
		out: (line) => out.push(line),
		error: (line) => error.push(line),
		onStop: (stop) => {
			const url = /http:\/\/[\w.[\]:]+:\d+/.exec(out.join("\n"))?.[0] ?? "";
			void during(url).finally(stop);
		},
	});
	return { code, out: out.join("\n"), error: error.join("\n") };
}

/** Starts the script as a process, and waits for its first line. */
async function start(...args: string[]) {
	const sandbox = startProcess(process.execPath, ["scripts/run.js", "sandbox", "--port", "0", "--json", ...args]);
	await sandbox.until("\n");
	const { url } = JSON.parse(sandbox.output().split("\n")[0] ?? "") as { url: string };
	return { ...sandbox, url };
}

const post = (url: string, Body: string) =>
	fetch(url + PATH, { method: "POST", headers: { authorization: AUTHORIZATION }, body: new URLSearchParams({ Body }) });

test("the start prints the address, a curl that works, and how to point the clients", async () => {
	const { code, out } = await run(["--port", "0"], async (url) => {
		expect((await post(url, "x")).status).toBe(201);
	});
	expect(code).toBe(0);
	const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0];
	expect(out).toContain(`Sandbox listening at`);
	expect(out).toContain(`curl '${url}/v1/Services/IS`);
	expect(out).toContain(`baseUrl: "${url}"`);
	expect(out).toContain(`client.conversations.baseUrl = client.chat.baseUrl = "${url}";`);
	expect(out).toMatch(/^\d\d:\d\d:\d\d .*201.* POST {3}\/v1\/Services\/.*createChannelMessage/m);
});

const ADDRESSES = [
	"--host 127.0.0.1",
	"--host 0.0.0.0",
	"--public-url http://box.example:4010",
	"--public-url https://box.example/twilio",
];

test.each(ADDRESSES)("the printed options make a client: %s", async (address) => {
	const { out } = await run(["--port", "0", ...address.split(" ")]);
	const [, options = ""] = /createClient\((.*)\)/.exec(out) ?? [];
	expect(options).toContain("baseUrl: ");
	createClient(runInNewContext(`(${options})`));
});

test("the printed curl works", async () => {
	let printed = "";
	await runSandbox(["--port", "0"], {
		out: (line) => {
			printed += `${line}\n`;
		},
		error: () => {},
		onStop: (stop) => {
			const [command = ""] = /curl 'http.*?Body=Hello'/s.exec(printed) ?? [];
			void runShell(`${command} --silent --output /dev/null --write-out '%{http_code}'`)
				.then(({ stdout }) => {
					printed = stdout;
				})
				.finally(stop);
		},
	});
	// Where there is no curl, the shell says so with nothing on standard output.
	expect(["201", ""]).toContain(printed);
});

test("--json prints an object a line, --quiet the address alone", async () => {
	const json = await run(["--port", "0", "--json"], async (url) => {
		await fetch(`${url}${PATH}?PageSize=2`);
	});
	expect(json.out.split("\n").map((line) => JSON.parse(line))).toEqual([
		{ event: "listening", url: expect.any(String), port: expect.any(Number) },
		{
			event: "exchange",
			time: expect.any(String),
			method: "GET",
			path: `${PATH}?PageSize=2`,
			status: 401,
			operationId: "listChannelMessages",
			milliseconds: expect.any(Number),
		},
	]);
	const quiet = await run(["--port", "0", "--quiet"], async (url) => void (await fetch(url)));
	expect(quiet.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test("webhooks are sent as the options say, and each is a line of the log", async () => {
	const { url, requests } = await startServer((_, response) => response.end("{}"));
	const options = ["--webhook", `${url}/hook?a=1`, "--webhook-method", "get", "--webhook-filter", "onMessageAdded"];
	const send = async (sandbox: string) => {
		const actor = { actor: "ann", operationId: "createConversationMessage", arguments: { ConversationSid: CHANNEL, Body: "x" } };
		await fetch(`${sandbox}/_sandbox/act`, { method: "POST", body: JSON.stringify(actor) });
	};
	const { out } = await run(["--port", "0", ...options], send);
	expect(requests.map(({ method, url }) => `${method} ${url.slice(0, 10)}`)).toEqual(["GET /hook?a=1&"]);
	expect(out).toContain(`→ GET  ${url}/hook  onMessageAdded  `);
	const json = await run(["--port", "0", "--json", "--pre-webhook", url], send);
	expect(json.out.split("\n").map((line) => JSON.parse(line).event)).toEqual(["listening", "webhook", "exchange"]);
	expect(JSON.parse(json.out.split("\n")[1] ?? "")).toMatchObject({ name: "onMessageAdd", status: 200, url: `${url}/` });
});

test.each([
	[["--webhook", "http://example.com/"], "--allow-webhook-host"],
	[["--webhook", "http://example.com/", "--allow-webhook-host", "example.org"], "got example.com"],
	[["--webhook", "http://127.0.0.1/", "--webhook-filter", "onMessageAddded"], "did you mean onMessageAdded?"],
	[["--webhook", "http://127.0.0.1/", "--webhook-method", "put"], "expected GET or POST"],
	[["--webhook-filter", "onMessageAdded"], "give --webhook or --pre-webhook"],
	[["--webhook-method", "GET"], "give --webhook or --pre-webhook"],
	[["--set", "preWebhooks=some"], "expected participants or all"],
])("%j cannot start", async (args, message) => {
	const { code, error } = await run(["--port", "0", ...args]);
	expect([code, error]).toEqual([2, expect.stringContaining(message)]);
	expect(error.split("\n")).toHaveLength(1);
});

describe("the log and the recording say why a request did not do what its sender meant:", () => {
	const JSON_BODY = { method: "POST", headers: { authorization: AUTHORIZATION, "content-type": "application/json" }, body: "{}" };
	test.each<[string, string, RequestInit, number, string]>([
		["an operation that is not described", "/v1/Services", {}, 404, "not described"],
		["a method that is not described", PATH, { method: "PUT" }, 405, "not described: this path has GET, POST"],
		["a body of another media type", PATH, JSON_BODY, 400, `body not read: expected ${FORM}, got application/json`],
		[
			"a body without a media type",
			PATH,
			{ ...JSON_BODY, headers: { authorization: AUTHORIZATION }, body: new Uint8Array(1) },
			400,
			`body not read: expected ${FORM}, got no content-type`,
		],
		[
			"a body where none is described",
			`${PATH}/IM${"1".repeat(32)}`,
			{ ...JSON_BODY, method: "DELETE" },
			404,
			"body not read: the operation has none",
		],
	])("%s", async (_, path, init, status, note) => {
		let recorded: string | undefined;
		const { out } = await run(["--port", "0", "--json"], async (url) => {
			expect((await fetch(url + path, init)).status).toBe(status);
			const { log } = (await (await fetch(`${url}/_sandbox/har`)).json()) as Har;
			recorded = log.entries[0]?.comment;
		});
		expect(JSON.parse(out.split("\n")[1] ?? "")).toMatchObject({ path, status, notes: [note] });
		expect(recorded).toBe(note);
		const text = await run(["--port", "0"], async (url) => void (await fetch(url + path, init)));
		expect(text.out.split("\n").at(-1)).toMatch(new RegExp(`  ${note}$`));
	});

	test("but not of one that did", async () => {
		const { out } = await run(["--port", "0", "--json"], async (url) => void (await post(url, "x")));
		expect(JSON.parse(out.split("\n")[1] ?? "")).not.toHaveProperty("notes");
	});
});

test("what clients send cannot move the cursor of whoever looks on", async () => {
	const { out } = await run(["--port", "0"], async (url) => {
		await fetch(`${url}${PATH}`, {
			method: "POST",
			headers: { authorization: AUTHORIZATION, "content-type": "application/x-www-form-urlencoded" },
			body: "Body=x&%1b%5b2J=1",
		});
	});
	expect(out).toContain("ignored: ?[2J");
});

test("--help lists every setting of --set", async () => {
	const { code, out } = await run(["--help"]);
	expect(code).toBe(0);
	for (const setting of ["credentials", ...SETTABLE_OPTIONS]) expect(out).toMatch(new RegExp(`^ +.*\\b${setting}\\b.*=`, "m"));
});

test("colours are those of the context", async () => {
	const lines: string[] = [];
	const onStop = (stop: () => void) => void fetch(/http:[\d./:]+/.exec(lines.join())?.[0] ?? "").finally(stop);
	const context = { out: (line: string) => lines.push(line), error: () => {}, onStop };
	for (const colour of [true, false]) {
		lines.length = 0;
		expect(await runSandbox(["--port", "0"], { ...context, colour })).toBe(0);
		expect(lines[0]?.includes("\u001b[1mhttp")).toBe(colour);
		expect(lines.at(-1)?.includes("\u001b[33m404\u001b[39m GET")).toBe(colour);
	}
});

describe("what keeps it from starting is one line, and exit code 2:", () => {
	test.each<[string, () => string[] | Promise<string[]>, string | RegExp]>([
		[
			"a port in use",
			async () => ["--port", new URL((await startServer(() => {})).url).port],
			/^Port \d+ is in use\. Choose another one with --port; --port 0 picks a free one\.$/,
		],
		["a port that is none", () => ["--port", "http"], "--port: expected a whole number from 0 to 65535, got http"],
		["a host that is not here", () => ["--port", "0", "--host", "192.0.2.1"], /this machine has no such address/],
		["an unreadable seed", () => ["--seed", join(folder, "none.json")], /none\.json: cannot be read \(ENOENT\)$/],
		["a seed that is no JSON", () => ["--seed", write("text.json", "hello")], /text\.json: is not JSON/],
		[
			"a bad seed",
			() => ["--seed", write("bad.json", JSON.stringify({ resources: [{ path: PATH, items: [{}, { sid: "IM1" }] }] }))],
			/bad\.json: \/resources\/0\/items\/1\/sid: breaks/,
		],
		["a bad state file", () => ["--state", write("state.json", '{"version":9}')], /state\.json: \/version: expected 1, got 9$/],
		[
			"an allowed host that is none",
			() => ["--allow-host", "a:1"],
			/\(--allow-host\): expected a host name without a port, got "a:1"$/,
		],
		[
			"an allowed origin that is none",
			() => ["--allow-origin", "a"],
			/\(--allow-origin\): expected an origin such as .*, got "a"$/,
		],
		["a public URL that is none", () => ["--public-url", "a"], /\(--public-url\): expected an http or https URL .*, got "a"$/],
		["an unknown option", () => ["--frobnicate"], /^Unknown option --frobnicate: see --help$/],
		["an unknown setting", () => ["--set", "colour=red"], /^--set colour: expected one of credentials, accountSid/],
		["a setting without sense", () => ["--set", "delivery=maybe"], /^delivery: expected/],
		[
			"a setting with two values",
			() => ["--set", "delivery=null", "--set", "delivery=summary"],
			/^--set delivery is given twice,/,
		],
		[
			"a fault with two statuses",
			() => ["--fault", "status=429,status=503"],
			/^--fault status=429,status=503: status: given twice$/,
		],
		["a fault without sense", () => ["--fault", "status=200"], /^--fault: status: expected a status from 400 to 599/],
		["a fault that does nothing", () => ["--fault", "times=3"], /^--fault: the fault does nothing: expected latency, /],
		[
			"a mutation of nothing",
			() => ["--fault", "mutation=missing:sid"],
			/^--fault: mutation: expected a JSON pointer to a member/,
		],
	])("%s", async (_, args, message) => {
		const { code, out, error } = await run(await args());
		expect({ code, out }).toEqual({ code: 2, out: "" });
		expect(error).toMatch(message);
		expect(error.split("\n")).toHaveLength(1);
	});
});

test("what keeps it from starting leaves the state file to the next one", async () => {
	const file = join(folder, "left");
	const { port } = new URL((await startServer(() => {})).url);
	expect((await run(["--port", port, "--state", file])).code).toBe(2);
	expect((await run(["--port", "0", "--state", file])).code).toBe(0);
	expect(readdirSync(folder).filter((name) => name.startsWith("left"))).toEqual(["left"]);
});

test("settings, faults and seeds reach the sandbox", async () => {
	const seed = write("seed.json", JSON.stringify({ resources: [{ path: PATH, items: [{ body: "seeded" }] }] }));
	const account = `AC${"9".repeat(32)}`;
	const args = [
		"--port",
		"0",
		"--seed",
		seed,
		"--set",
		`accountSid=${account}`,
		"--set",
		"credentials=SK1:secret",
		"--fault",
		"latency=1",
	];
	await run(args, async (url) => {
		expect((await post(url, "x")).status).toBe(401);
		const response = await fetch(url + PATH, { headers: { authorization: `Basic ${btoa("SK1:secret")}` } });
		expect((await response.json()).messages).toMatchObject([{ body: "seeded", account_sid: account }]);
	});
});

test("listening to other machines is told, and that names of this one have to be allowed", async () => {
	const { error } = await run(["--port", "0", "--host", "0.0.0.0"], async (url) => {
		expect((await fetch(url + PATH)).status).toBe(401);
	});
	expect(error.split("\n")).toEqual([
		"Listening at 0.0.0.0: everyone who can reach this machine can read and change the data in the sandbox.",
		"Clients that call it by a name other than this address or localhost need --allow-host.",
	]);
});

test("--allow-host, --allow-origin, --public-url and --trust-proxy reach the sandbox", async () => {
	const ask = async (url: string, headers: Record<string, string>) => {
		const { host, port } = { host: "localhost", ...headers, port: new URL(url).port };
		const request = httpRequest({ port, path: PATH, headers: { authorization: AUTHORIZATION, ...headers, host }, agent: false });
		const [response] = await once(request.end(), "response");
		let text = "";
		for await (const chunk of response) text += chunk;
		const body = JSON.parse(text);
		return response.statusCode === 200 ? new URL(body.meta.url).href.split("/v1/")[0] : response.statusCode;
	};
	const page = { origin: "https://page.example" };
	await run(["--port", "0"], async (url) => {
		expect(await ask(url, { host: "box.example" })).toBe(421);
		expect(await ask(url, page)).toBe(403);
		expect(await ask(url, { "x-forwarded-proto": "https" })).toBe("http://localhost");
	});
	await run(["--port", "0", "--allow-host", "box.example", "--allow-origin", page.origin, "--trust-proxy"], async (url) => {
		expect(await ask(url, { host: "box.example" })).toBe("http://box.example");
		expect(await ask(url, page)).toBe("http://localhost");
		expect(await ask(url, { "x-forwarded-proto": "https" })).toBe("https://localhost");
	});
	const { out } = await run(["--port", "0", "--public-url", "https://box.example/twilio/"], async (url) => {
		expect(await ask(url, {})).toBe("https://box.example/twilio");
	});
	expect(out).toContain('baseUrl: "https://box.example/twilio"');
});

describe("as a process", () => {
	test.each(["SIGINT", "SIGTERM"] as const)("%s closes it cleanly", async (signal) => {
		const { child, url, ended } = await start();
		expect((await post(url, "x")).status).toBe(201);
		child.kill(signal);
		expect(await ended).toMatchObject({ code: 0 });
	});

	// The output of a process is complete when everything that it started has ended, too.
	test("it ends when npm, which started it in the background, is killed", async () => {
		const npm = startProcess("npm", ["run", "sandbox", "--", "--port", "0", "--json"]);
		await npm.until('"listening"');
		npm.child.kill("SIGTERM");
		expect((await npm.ended).stderr).toContain("The process that started this command has ended");
	});

	test("it ends when the program that started it is killed without a chance to say so, and keeps what it acknowledged", async () => {
		const file = join(folder, "orphan.json");
		const args = ["scripts/run.js", "sandbox", "--port", "0", "--json", "--state", file];
		const program = `require("node:child_process").spawn(process.execPath, ${JSON.stringify(args)}, { stdio: "inherit" })`;
		const starter = startProcess(process.execPath, ["-e", program]);
		await starter.until('"listening"');
		const { url } = JSON.parse(starter.output().split("\n")[0] ?? "") as { url: string };
		expect((await post(url, "kept")).status).toBe(201);
		starter.child.kill("SIGKILL");
		await starter.ended;
		expect(readFileSync(file, "utf8")).toContain("kept");
	});

	test("nothing that was acknowledged is lost on SIGTERM, in the middle of a burst", async () => {
		const file = join(folder, "burst.json");
		const { child, url, ended } = await start("--state", file, "--quiet");
		const acknowledged: string[] = [];
		const send = async (number: number) => {
			const response = await post(url, `${number}`).catch(() => undefined);
			if (response?.status === 201) acknowledged.push((await response.json()).body);
		};
		const burst = Array.from({ length: 400 }, (_, number) => send(number));
		await Promise.race(burst);
		child.kill("SIGTERM");
		await Promise.all(burst);
		expect(await ended).toMatchObject({ code: 0 });
		const again = await start("--state", file);
		const list = await (await fetch(`${again.url}${PATH}?PageSize=1000`, { headers: { authorization: AUTHORIZATION } })).json();
		expect(acknowledged.length).toBeGreaterThan(0);
		expect(list.messages.map(({ body }: { body: string }) => body)).toEqual(expect.arrayContaining(acknowledged));
		again.child.kill("SIGTERM");
		await again.ended;
		expect(readdirSync(folder).filter((name) => name.startsWith("burst"))).toEqual(["burst.json"]);
	});
});
