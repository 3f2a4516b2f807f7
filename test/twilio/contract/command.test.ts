import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { operations } from "../../../generated/operations.ts";
import { payloads } from "../../../generated/payloads.ts";
import { webhooks } from "../../../generated/webhooks.ts";
import { compareDescription, runContractCommand, testContract } from "../../../src/contract.ts";
import { createSandbox } from "../../../src/sandbox.ts";
import { runNode } from "../../support/process.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const described = Object.keys(operations).length;
/** With the webhooks, of which one product has all. */
const compared = described + Object.keys(webhooks).length;

async function run(args: readonly string[], env: Record<string, string> = {}) {
	const lines: string[] = [];
	const errors: string[] = [];
	const code = await runContractCommand(args, {
		out: (text) => lines.push(text),
		error: (line) => errors.push(line),
		env,
		colour: false,
	});
	return { code, out: lines.join("\n"), errors };
}

test("without arguments it tests the embedded sandbox, and says so in the first line, with what that rests on", async () => {
	const { code, out, errors } = await run([]);
	expect({ code, errors }).toEqual({ code: 0, errors: [] });
	const rests = `\\d+ cases, \\d+ requests, ${described} of ${described} operations, \\d+ of \\d+ statuses, \\d+ of \\d+ rules of requests`;
	expect(out).toMatch(new RegExp(`^✓ the embedded sandbox conforms: ${rests}, \\d+\\.\\d s\\n`));
	expect(out).toContain(`Covered: ${described} of ${described} operations`);
});

test("a wrong base path is told in the first line, and does not flood the report", async () => {
	const running = await createSandbox().listen();
	onTestFinished(() => running.close());
	const { code, out, errors } = await run(["--target", `${running.url}/wrong`]);
	expect({ code, errors }).toEqual({ code: 2, errors: [] });
	expect(out).toMatch(/^✗ http:\S+\/wrong: nothing was proved, as nothing got past authentication or 404; \d+ cases/);
	// Hundreds of responses break few rules of few operations: each is shown once, with how often it was seen.
	const shown = [...out.matchAll(/^ {2}✗ \S+ \S+$/gm)].length;
	const seen = [...out.matchAll(/seen +(\d+) times/g)].reduce((sum, [, times]) => sum + Number(times), 0);
	expect(seen).toBeGreaterThan(20 * shown);
	expect(shown).toBeLessThan(described);
});

test("list shows every case and runs none", async () => {
	const list = await run(["--list", "--target", "http://127.0.0.1:1"]);
	expect(list.code).toBe(0);
	expect(list.out).toMatch(
		/^life-cycle createChannelMessage +A resource of createChannelMessage is created, fetched, listed, changed, deleted and gone as documented\.$/m,
	);
});

test("a finding is exit code 1, and stands in every report that was asked for", async () => {
	const running = await createSandbox({ faults: [{ mutation: "missing:/sid", operationId: "createChannelMessage" }] }).listen();
	onTestFinished(() => running.close());
	const folder = temporaryFolder("contract");
	const file = (name: string) => join(folder, "reports", name);
	const reports = ["json", "junit", "sarif", "har", "markdown", "html"].map((name) => `${name}=${file(name)}`).join(",");
	const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: join(folder, "summary.md") };
	writeFileSync(env.GITHUB_STEP_SUMMARY, "# Earlier step\n");
	const docs = ["--docs", "https://docs.test/api/"];
	const { code, out } = await run(
		["--target", running.url, "--report", reports, "--operation", "createChannelMessage", ...docs],
		env,
	);
	expect(code).toBe(1);
	expect(out).toContain("✗ response-body /response/body/sid");
	expect(out).toMatch(/^::error title=contract%3A response-body::createChannelMessage \/response\/body\/sid/m);
	for (const name of ["json", "junit", "sarif", "markdown", "html"])
		expect(readFileSync(file(name), "utf8")).toContain("/response/body/sid");
	expect(readFileSync(file("html"), "utf8")).toContain('href="https://docs.test/api/operations/createChannelMessage.html"');
	expect(readFileSync(file("har"), "utf8")).toContain('"version": "1.2"');
	const summary = readFileSync(env.GITHUB_STEP_SUMMARY, "utf8");
	expect(summary).toBe(`# Earlier step\n${readFileSync(file("markdown"), "utf8")}`);
	expect(summary).toContain("## Contract: findings");
});

test("a report to the standard output is all that stands there", async () => {
	const { out } = await run(["--report", "json", "--only", "paging"]);
	expect(JSON.parse(out)).toMatchObject({ version: 1, verdict: "conforms" });
});

describe("what keeps it from running is one clear line and exit code 2", () => {
	const cases: [what: string, args: string[], line: RegExp][] = [
		["nobody there", ["--target", "http://127.0.0.1:9"], /^http:\/\/127\.0\.0\.1:9: no response \(fetch failed/],
		[
			"no such target",
			["--target", "nowhere"],
			/^--target nowhere: expected sandbox, twilio or an http\(s\) address without query and fragment$/,
		],
		["no credentials", ["--target", "twilio"], /^Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or /],
		["no such operation", ["--operation", "x"], /^no operation is called x; there are .*\bcreateServiceConversationMessage\b/],
		["no such case", ["--only", "x y z"], /^no case is left to run/],
		["no such report", ["--report", "pdf=x"], /^--report pdf=x: expected one of terminal, json/],
		[
			"no file of certificates",
			["--target", "https://a.test", "--ca", "missing.pem"],
			/^--ca missing\.pem: expected a file of certificates \(PEM\): there is no such file$/,
		],
		[
			"another file than one of certificates",
			["--target", "https://a.test", "--ca", "package.json"],
			/^--ca package\.json: expected a file of certificates \(PEM\): it cannot be read as one/,
		],
		["a certificate for the sandbox", ["--insecure"], /^--ca and --insecure are for a target with TLS/],
		["no number", ["--timeout", "soon"], /^--timeout: expected a whole number from 1 to/],
		["no such option", ["--targt", "x"], /^Unknown option --targt: did you mean --target\?$/],
		["two kinds of target", ["--har", "a", "--target", "b"], /^--target does not apply to --har, which sends no request$/],
		[
			"an option of another kind",
			["--vendor-spec", "a", "--max-requests", "3"],
			/^--max-requests does not apply to --vendor-spec, which sends no request$/,
		],
		["a password in an address that is none", ["--target", "ftp://user:SECRET@host"], /^--target ftp:\/\/host: expected/],
		["an address with a query", ["--target", "http://127.0.0.1:9/?x=1"], /without query and fragment$/],
		["half of the credentials", ["--target", "http://u:@127.0.0.1:9"], /^--target: expected name:password$/],
		["no such parameter", ["--param", "ChanelSid=x"], /^--param ChanelSid: expected one of .*\bChatServiceSid, /],
		["two reports to standard output", ["--report", "json,junit"], /^--report junit: only one report can go to standard output/],
		[
			"two targets",
			["--target", "http://127.0.0.1:9", "--target", "sandbox"],
			/^--target is given twice, and only one value can count: leave the other one out$/,
		],
		[
			"two targets with a password",
			["--target", "http://u:SECRET@127.0.0.1:9", "--target", "sandbox"],
			/^--target is given twice, and only one value can count: leave the other one out$/,
		],
		[
			"two files for one report",
			["--report", "json=a", "--report", "html=c,json=b"],
			/^--report json is given twice, and only one value can count: leave the other one out$/,
		],
		[
			"two reports in one file",
			["--report", "json=a,html=a"],
			/^--report html=a: only one report can go to a; give it a file of its own, as html=file$/,
		],
		[
			"two values for one parameter",
			["--param", "ChannelSid=a", "--param", "ChannelSid=b"],
			/^--param ChannelSid is given twice, and only one value can count: leave the other one out$/,
		],
		["no such tag", ["--tag", "Chat"], /^no operation has the tag Chat; there are Conversations, Programmable Chat$/],
		[
			"no such tag for a comparison",
			["--tag", "x", "--vendor-spec", "generated/openapi.json"],
			/^no operation has the tag x; there are /,
		],
		[
			"a server without a recording",
			["--server", "https://chat.twilio.com=/x"],
			/^--server applies to recordings only: add --har$/,
		],
		[
			"half of a server",
			["--har", "a", "--server", "https://u:SECRET@h"],
			/^--server https:\/\/h: expected a described server, then = and/,
		],
		[
			"a server that is not described",
			["--har", "a", "--server", "https://gate.test=/x"],
			/^no operation has the server https:\/\/gate\.test; there are https:\/\/conversations\.twilio\.com, https:\/\/chat\.twilio\.com$/,
		],
		[
			"two places of a server",
			["--har", "a", "--server", "https://chat.twilio.com=/x", "--server", "https://chat.twilio.com=/y"],
			/^--server https:\/\/chat\.twilio\.com is given twice,/,
		],
		["documentation without a report", ["--docs", "https://d.test"], /^--docs: expected --report html beside it, got none: /],
		[
			"documentation at no address",
			["--report", "html", "--docs", "d.test"],
			/^--docs d\.test: expected an http\(s\) address without query and fragment$/,
		],
		[
			"documentation with a password",
			["--report", "html", "--docs", "https://u:SECRET@d.test"],
			/^--docs: expected an address without user and password$/,
		],
		["no such recording", ["--har", "/no/such.har"], /ENOENT/],
		["no such description", ["--vendor-spec", "/no/such.json"], /ENOENT/],
	];
	test.each(cases)("%s", async (_, args, line) => {
		const { code, out, errors } = await run(args);
		expect({ code, out }).toEqual({ code: 2, out: "" });
		expect(errors.length).toBe(1);
		expect(errors[0]).toMatch(line);
		expect(errors[0]).not.toContain("\n");
	});

	test("a recording that is none, and a description that is none", async () => {
		const file = join(temporaryFolder("contract"), "file.json");
		writeFileSync(file, '{"swagger":"2.0"}');
		expect((await run(["--har", file])).errors).toEqual([
			`${file}: expected an HTTP archive, with a list of entries at /log/entries; found none`,
		]);
		expect((await run(["--vendor-spec", file])).errors).toEqual([
			`${file}: expected an OpenAPI 3.0 or 3.1 description, got version 2.0`,
		]);
	});

	test("credentials that the target does not know", async () => {
		const running = await createSandbox({ credentials: [{ username: "someone", password: "else" }] }).listen();
		onTestFinished(() => running.close());
		const { code, out } = await run(["--target", running.url]);
		expect(code).toBe(2);
		expect(out).toContain("nothing was proved, as nothing got past authentication or 404");
		const known = await run(["--target", running.url], { CONTRACT_CREDENTIALS: "someone:else" });
		expect(known.code).toBe(0);
	});
});

test("the credentials of the real service go to no other server; those of an address stand in no output", async () => {
	const seen = new Set<string | undefined>();
	const running = await createSandbox({ onExchange: ({ request }) => seen.add(request.headers.authorization) }).listen();
	onTestFinished(() => running.close());
	const [sid, token] = [`AC${"7".repeat(32)}`, "0123456789abcdef0123456789abcdef"];
	const args = ["--only", "example", "--report", "json"];
	await run(["--target", running.url, ...args], { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token });
	expect([...seen]).not.toContain(`Basic ${btoa(`${sid}:${token}`)}`);
	const { code, out } = await run(["--target", running.url.replace("//", `//${sid}:${token}@`), ...args]);
	expect([...seen]).toContain(`Basic ${btoa(`${sid}:${token}`)}`);
	expect(code).toBe(0);
	for (const secret of [sid, token, btoa(`${sid}:${token}`)]) expect(out).not.toContain(secret);
});

test("a report that cannot be written takes nothing else along", async () => {
	for (const file of ["/dev/full", tmpdir(), `${tmpdir()}/${"x".repeat(300)}`]) {
		const { code, out, errors } = await run(["--only", "unknown", "--report", `json=${file}`]);
		expect(code).toBe(2);
		expect(out).toContain("the embedded sandbox conforms");
		expect(errors).toEqual([
			expect.stringMatching(
				/^--report json=.*: expected a file that can be written, got .*(?:ENOSPC|EISDIR|ENAMETOOLONG)[^\n]*$/,
			),
		]);
	}
});

test("a time-out is a finding, and does not hang the run", async () => {
	const running = await createSandbox({ faults: [{ latency: 5_000, operationId: "fetchChannelMessage" }] }).listen();
	onTestFinished(() => running.close());
	const { code, out } = await run(["--target", running.url, "--timeout", "500", "--only", "example createChannelMessage"]);
	expect(code).toBe(1);
	expect(out).toMatch(/✗ responded \/response\n.*\n.*timeout/);
});

test("our own description as the other one has no difference; a changed one exits with 1", async () => {
	const same = await run(["--vendor-spec", "generated/openapi.json"]);
	expect(same.code).toBe(0);
	expect(same.out).toMatch(
		new RegExp(`^✓ generated/openapi\\.json: no differences; ${compared} operations compared, \\d\\.\\d s$`),
	);
	const file = join(temporaryFolder("contract"), "vendor.json");
	writeFileSync(file, readFileSync("generated/openapi.json", "utf8").replace('"maxLength": 256', '"maxLength": 255'));
	const changed = await run(["--vendor-spec", file]);
	expect(changed.code).toBe(1);
	expect(changed.out).toContain(
		"✗ stricter-there /request/body/Subject maxLength: here at most 256 characters, there at most 255 characters (",
	);
	const { differences } = compareDescription(JSON.parse(readFileSync(file, "utf8")));
	expect(differences).toMatchObject([
		{
			kind: "stricter-there",
			keyword: "maxLength",
			source: ["docs:conversations-service-message-create", "example"],
			location: "/components/schemas/CreateConversationMessageForm/properties/Subject",
		},
	]);
	expect(changed.out).toMatch(
		new RegExp(`^✗ .*vendor\\.json: 1 difference \\(1 stricter-there\\); ${compared} operations compared, \\d\\.\\d s$`, "m"),
	);
});

test("a tag selects one product, for a run, a comparison and a recording", async () => {
	const ids = Object.entries(payloads.operations).flatMap(([id, { tags }]) => (tags.includes("Conversations") ? [id] : []));
	const { code, out } = await run(["--tag", "Conversations"]);
	expect(code).toBe(0);
	expect(out).toContain(`Covered: ${ids.length} of ${ids.length} operations`);
	const compare = async (tag: string) => (await run(["--tag", tag, "--vendor-spec", "generated/openapi.json"])).out;
	expect(await compare("Conversations")).toContain(`no differences; ${ids.length + compared - described} operations compared`);
	expect(await compare("Programmable Chat")).toContain(`no differences; ${described - ids.length} operations compared`);
	const file = join(temporaryFolder("contract"), "recorded.har");
	await run(["--report", `har=${file}`]);
	const judged = await run(["--tag", "Conversations", "--har", file, "--server", "https://conversations.twilio.com=/"]);
	expect(judged.code).toBe(0);
	expect(judged.out).toMatch(/note: \d+ recorded requests belong to operations that were not selected/);
	expect(judged.out).toContain(`conforms: ${ids.length} cases`);
});

test("of several recordings, every one counts", async () => {
	const folder = temporaryFolder("contract");
	const entryOf = (status: number) => ({
		request: {
			method: "GET",
			url: `https://chat.twilio.com/v1/Services/IS${"1".repeat(32)}/Channels/CH${"2".repeat(32)}/Messages`,
		},
		response: { status, headers: [], content: { size: 9 } },
	});
	const [good, bad] = [200, 299].map((status) => {
		const file = join(folder, `${status}.har`);
		writeFileSync(file, JSON.stringify({ log: { entries: [entryOf(status)] } }));
		return file;
	}) as [string, string];
	expect(await run(["--har", good])).toMatchObject({ code: 0 });
	for (const args of [
		["--har", good, "--har", bad],
		["--har", bad, "--har", good],
	]) {
		const { code, out } = await run(args);
		expect(code).toBe(1);
		expect(out).toContain(`entry 0 of ${bad}`);
	}
});

test("as a process: npm run contract", async () => {
	const { code, stdout } = await runNode(["scripts/run.js", "contract", "--only", "paging"]);
	expect(code).toBe(0);
	const { cases } = await testContract({ only: ["paging"] });
	expect(stdout).toContain("the embedded sandbox conforms");
	expect(stdout).toContain(`: ${cases.length} cases`);
});
