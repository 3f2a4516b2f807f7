import {
	appendFileSync,
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createApiSandbox } from "../../../src/core/sandbox/create-sandbox.ts";
import { lockFile } from "../../../src/core/sandbox/file-lock.ts";
import type { Sandbox } from "../../../src/core/sandbox/sandbox.ts";
import { keepState } from "../../../src/core/sandbox/state-file.ts";
import { StateFileError } from "../../../src/core/sandbox/state-file-error.ts";
import { operations } from "../../fixtures/toy/generated/operations.ts";
import { payloads } from "../../fixtures/toy/generated/payloads.ts";
import { requestValidators } from "../../fixtures/toy/generated/validators/requests.js";
import { responseValidators } from "../../fixtures/toy/generated/validators/responses.js";
import { startProcess } from "../../support/process.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { toyPolicy } from "./toy-policy.ts";

const HOME = "https://api.library.test/v2";
const HEAD = '{"journal":1}\n';

const newFile = () => join(temporaryFolder("journal"), "state");
const start = (options = {}) =>
	createApiSandbox({ operations, requestValidators, responseValidators, payloads }, toyPolicy(), options);

async function ask(sandbox: Sandbox, method: string, url: string, fields?: object) {
	const headers = { "x-key": "ann", "content-type": "application/json" };
	const response = await sandbox.handle({ method, url, headers, body: fields ? JSON.stringify(fields) : null });
	return { status: response.status, body: JSON.parse(response.body ?? "null") };
}

function fail(error: Error): void {
	throw error;
}

/** The state that a file holds, as a sandbox that starts with it sees it. */
async function stateOf(file: string) {
	const sandbox = start();
	await (await keepState(sandbox, file, fail)).stop();
	return sandbox.snapshot();
}

/** A journal with some changes, and the snapshot after each of them. */
async function sampleJournal() {
	const file = newFile();
	const sandbox = start();
	const kept = await keepState(sandbox, file, fail);
	const { body: shelf } = await ask(sandbox, "POST", `${HOME}/shelves`, { name: "east" });
	const states = [sandbox.snapshot()];
	for (const paper of ["rag", "silk", "rag"]) {
		await ask(sandbox, "POST", `${shelf.self}/copies`, { paper });
		states.push(sandbox.snapshot());
	}
	await kept.stop();
	return { file, states, text: readFileSync(file, "utf8") };
}

describe("a journal holds what a snapshot holds:", () => {
	type Step = (sandbox: Sandbox, number: number) => unknown;
	const shelfOf = (sandbox: Sandbox, number: number) => {
		const shelves = sandbox.snapshot().resources.find(({ path }) => path === "/shelves")?.items ?? [];
		return `${HOME}/shelves/${shelves[number % Math.max(1, shelves.length)]?.id ?? "shelf-0000"}`;
	};
	const copyOf = (sandbox: Sandbox, number: number) => {
		const all = sandbox.snapshot().resources.filter(({ path }) => path.endsWith("/copies"));
		const { path, items } = all[number % Math.max(1, all.length)] ?? { path: "/shelves/x/copies", items: [] };
		return `${HOME}${path}/${items[number % Math.max(1, items.length)]?.id ?? "c"}`;
	};
	const snapshots = new WeakMap<Sandbox, ReturnType<Sandbox["snapshot"]>>();
	const STEPS: Readonly<Record<string, Step>> = {
		"create a shelf": (sandbox) => ask(sandbox, "POST", `${HOME}/shelves`, { name: "n" }),
		"create a copy": (sandbox, number) => ask(sandbox, "POST", `${shelfOf(sandbox, number)}/copies`, { paper: "rag" }),
		"create a copy again": (sandbox, number) => ask(sandbox, "POST", `${shelfOf(sandbox, number)}/copies`, { paper: "silk" }),
		"change a copy": (sandbox, number) => ask(sandbox, "PUT", copyOf(sandbox, number), { paper: "silk" }),
		"delete a shelf": (sandbox, number) => ask(sandbox, "DELETE", shelfOf(sandbox, number)),
		"look at a thing that is alone": (sandbox) => ask(sandbox, "GET", `${HOME}/hall`),
		"change it": (sandbox) => ask(sandbox, "PATCH", `${HOME}/hall`, { light: "bright" }),
		"seed a shelf": (sandbox, number) => {
			try {
				sandbox.seed({ resources: [{ path: "/shelves", account: "ann", items: [{ id: `shelf-${1000 + number}`, name: "s" }] }] });
			} catch {}
		},
		"seed a wrong shelf": (sandbox) => {
			expect(() => sandbox.seed({ resources: [{ path: "/shelves", items: [{}, { id: 7, name: 7 }] }] })).toThrow();
		},
		"take a snapshot": (sandbox) => void snapshots.set(sandbox, sandbox.snapshot()),
		"restore it": (sandbox) => sandbox.restore(snapshots.get(sandbox) ?? {}),
		"restore a wrong one": (sandbox) => {
			expect(() => sandbox.restore({ resources: [{ path: "/nowhere", items: [] }] })).toThrow();
		},
		reset: (sandbox) => sandbox.reset(),
	};

	test("after any requests, seeds, restores and resets, in a process and in the next one", async () => {
		const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.nat(30)), { maxLength: 40 });
		await fc.assert(
			fc.asyncProperty(steps, fc.nat(40), async (all, cut) => {
				const file = newFile();
				const seed = { resources: [{ account: "ann", path: "/shelves", items: [{ id: "shelf-0001", name: "first" }] }] };
				let sandbox = start({ seed });
				let kept = await keepState(sandbox, file, fail);
				for (const [index, [name, number]] of all.entries()) {
					if (index === cut) {
						await kept.stop();
						const before = sandbox.snapshot();
						sandbox = start({ seed });
						kept = await keepState(sandbox, file, fail);
						expect(sandbox.snapshot()).toEqual(before);
					}
					await STEPS[name]?.(sandbox, number);
				}
				await kept.stop();
				expect(await stateOf(file)).toEqual(sandbox.snapshot());
			}),
			{ numRuns: 60 },
		);
	});

	test("positions stay taken, also those of deleted resources, after a compaction as well", async () => {
		const file = newFile();
		const first = start();
		const kept = await keepState(first, file, fail);
		for (let number = 0; number < 6000; number++) {
			const { body: shelf } = await ask(first, "POST", `${HOME}/shelves`, { name: "east" });
			expect((await ask(first, "DELETE", shelf.self)).status).toBe(204);
		}
		await expect.poll(() => readFileSync(file, "utf8").split("\n").length).toBeLessThan(10_000);
		await kept.stop();
		const second = start();
		await (await keepState(second, file, fail)).stop();
		await ask(second, "POST", `${HOME}/shelves`, { name: "west" });
		expect(second.snapshot().resources[0]).toMatchObject({ next: 6001, items: [{ $sequence: 6000 }] });
	});
});

describe("a compaction", () => {
	/** A change that leaves everything as it is: the next line that it needs makes a journal of `count` of them due. */
	const NO_CHANGE = '{"op":"skip","account":"ann","server":"https://api.library.test/v2","path":"/shelves","next":0}\n';
	const DUE = 10_001;
	const isRunning = (file: string) => existsSync(`${file}.new`);
	const turn = () => new Promise(setImmediate);

	/** A sandbox with some hundred shelves, whose next change but one begins a compaction. */
	async function startDue(onError: (error: Error) => void = fail) {
		const file = newFile();
		const items = Array.from({ length: 900 }, (_, number) => ({ id: `shelf-${1000 + number}`, name: "x".repeat(500) }));
		const first = await keepState(start({ seed: { resources: [{ account: "ann", path: "/shelves", items }] } }), file, fail);
		await first.stop();
		appendFileSync(file, NO_CHANGE.repeat(DUE - readFileSync(file, "utf8").split("\n").length));
		const sandbox = start();
		const kept = await keepState(sandbox, file, onError);
		return { file, sandbox, kept };
	}

	const change = (sandbox: Sandbox, number: number) =>
		number % 3 === 0
			? ask(sandbox, "DELETE", `${HOME}/shelves/shelf-${1000 + ((number * 7) % 900)}`)
			: ask(sandbox, "POST", `${HOME}/shelves`, { name: `${number}` });

	test("loses none of the changes that arrive meanwhile", async () => {
		const { file, sandbox, kept } = await startDue();
		let [number, meanwhile] = [0, 0];
		while (!isRunning(file)) await change(sandbox, number++);
		for (; isRunning(file); await turn()) {
			await change(sandbox, number++);
			meanwhile++;
		}
		expect(meanwhile).toBeGreaterThan(0);
		for (let more = 0; more < 10; more++) await change(sandbox, number++);
		await kept.stop();
		expect(readFileSync(file, "utf8").split("\n").length).toBeLessThan(2000 + number);
		expect(await stateOf(file)).toEqual(sandbox.snapshot());
		expect(readdirSync(dirname(file))).toEqual(["state"]);
	});

	test("that is abandoned at the end leaves the journal as it was, and nothing else", async () => {
		const { file, sandbox, kept } = await startDue();
		for (let number = 0; !isRunning(file); number++) await change(sandbox, number);
		await kept.stop();
		expect(readFileSync(file, "utf8").split("\n").length).toBeGreaterThan(DUE);
		expect(readdirSync(dirname(file))).toEqual(["state"]);
		expect(await stateOf(file)).toEqual(sandbox.snapshot());
	});

	test("that fails is reported once, and the journal goes on", async () => {
		const errors: string[] = [];
		const { file, sandbox, kept } = await startDue(({ message }) => errors.push(message));
		mkdirSync(`${file}.new`);
		for (let number = 0; number < 50; number++) {
			await change(sandbox, number);
			await turn();
		}
		await kept.stop();
		expect(errors).toEqual([expect.stringMatching(/state: cannot be compacted, and grows on \(\w+\)$/)]);
		rmSync(`${file}.new`, { recursive: true });
		expect(await stateOf(file)).toEqual(sandbox.snapshot());
	});
});

describe("a journal that was cut off", () => {
	test("anywhere in its last line loses only that line, and goes on behind the others", async () => {
		const { states, text } = await sampleJournal();
		const lastLine = text.trimEnd().lastIndexOf("\n") + 1;
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: lastLine, max: text.length - 1 }), async (length) => {
				const file = newFile();
				writeFileSync(file, text.slice(0, length));
				expect(await stateOf(file)).toEqual(states.at(-2));
				expect(readFileSync(file, "utf8")).toBe(text.slice(0, lastLine));
			}),
			{ numRuns: 30 },
		);
	});

	test("among the changes of one request has none of them", async () => {
		const { file, states, text } = await sampleJournal();
		const { body } = { body: start() };
		const other = newFile();
		const kept = await keepState(body, other, fail);
		const before = readFileSync(other, "utf8").length;
		body.restore(states.at(-1) ?? {});
		await kept.stop();
		const request = readFileSync(other, "utf8")
			.slice(before)
			.split(/(?<=\n)/);
		expect(request.length).toBeGreaterThan(4);
		for (let count = 0; count < request.length; count++) {
			writeFileSync(file, text + request.slice(0, count).join(""));
			expect(await stateOf(file)).toEqual(states.at(-1));
			expect(readFileSync(file, "utf8")).toBe(text);
		}
	});
});

describe("a journal that is broken", () => {
	test.each([
		["a line that is no JSON", '{"op":"add"', "is not JSON"],
		["a line that is no change", '{"op":"frobnicate"}', "expected a change, one of add, update, delete, skip, policy, clear"],
		["a line without a member", '{"op":"skip","account":"a","server":"s","path":"/p"}', "next: expected number"],
		[
			"a collection that the API does not have",
			'{"op":"skip","account":"ann","server":"https://api.library.test/v2","path":"/nowhere","next":1}',
			"expected the path of a collection of this API, got https://api.library.test/v2/nowhere",
		],
		[
			"a change of what is not there",
			'{"op":"delete","account":"ann","server":"https://api.library.test/v2","path":"/shelves","id":"shelf-9999"}',
			'nothing has the identifier "shelf-9999"',
		],
	])("by %s in the middle is rejected with file and line, and left as it is", async (_, line, message) => {
		const { text } = await sampleJournal();
		const lines = text.trimEnd().split("\n");
		for (const place of [1, 2, lines.length - 1]) {
			const file = newFile();
			const broken = `${[...lines.slice(0, place), line, ...lines.slice(place)].join("\n")}\n`;
			writeFileSync(file, broken);
			const error = await keepState(start(), file, fail).catch((caught) => caught);
			expect(error).toBeInstanceOf(StateFileError);
			expect(error.message).toBe(`${file}:${place + 1}: ${error.message.split(": ").slice(1).join(": ")}`);
			expect(error.message).toContain(message);
			expect(readFileSync(file, "utf8")).toBe(broken);
			expect(readdirSync(dirname(file))).toEqual(["state"]);
		}
	});

	test("at the same identifier twice is rejected", async () => {
		const { file, text } = await sampleJournal();
		appendFileSync(file, `${text.trimEnd().split("\n").at(-1)}\n`);
		await expect(keepState(start(), file, fail)).rejects.toThrow(/:6: c[a-z]{6} exists already\. Remove the line/);
	});
});

describe("a line with a value that no request could have made is rejected with file, line and place:", () => {
	const change = (edit: (line: Record<string, unknown>) => void) => (line: Record<string, unknown>) => edit(line);
	const values = (more: object) =>
		change((line) => {
			line.values = { ...(line.values as object), ...more };
		});
	const set = (more: object) => change((line) => void Object.assign(line, more));
	test.each<[string, (line: Record<string, unknown>) => void, string]>([
		["an empty identifier", set({ id: "" }), '/id: expected a path segment, got ""'],
		["an identifier that is no path segment", set({ id: ".." }), '/id: expected a path segment, got ".."'],
		["an identifier of another form", set({ id: "other" }), "/id: breaks pattern"],
		["a position that is no integer", set({ position: 1.5 }), "/position: expected an integer"],
		["a position below zero", set({ position: -3 }), "/position: expected more than 1, got -3"],
		["a position that is taken", set({ position: 0 }), "/position: expected more than 1, got 0"],
		["a value of another type", values({ paper: 5 }), "/values/paper: breaks "],
		["a value that no operation shows", values({ colour: "red" }), "/values/colour: no operation shows such a member"],
		[
			"an unknown member",
			set({ colour: "red" }),
			"colour: expected one of op, account, server, path, id, values, position, more",
		],
		["a mark that is no true", set({ more: "yes" }), "more: expected true"],
		[
			"a change to another type",
			(line) => void Object.assign(line, { op: "update", id: line.first, position: undefined, values: { paper: 5 } }),
			"/values/paper: ",
		],
		["a next position that is no integer", (line) => skip(line, 1.5), "/next: expected an integer, at least 0, got 1.5"],
		["a next position below zero", (line) => skip(line, -1), "/next: expected an integer, at least 0, got -1"],
		[
			"a path that is not the canonical one",
			change((line) => void Object.assign(line, { path: String(line.path).replace("/shelf", "/%73helf") })),
			"/path: expected /shelves/shelf-",
		],
	])("%s", async (_, edit, message) => {
		const { file, text } = await sampleJournal();
		const lines = text.trimEnd().split("\n");
		const [first, last] = [lines.at(-2), lines.at(-1)].map((line) => JSON.parse(line ?? ""));
		const changed = { ...last, first: first.id };
		edit(changed);
		const { first: _first, ...written } = changed;
		writeFileSync(file, `${[...lines.slice(0, -1), JSON.stringify(written)].join("\n")}\n`);
		await expect(keepState(start(), file, fail)).rejects.toThrow(`${file}:${lines.length}: ${message}`);
	});

	function skip(line: Record<string, unknown>, next: number): void {
		for (const name of ["id", "values", "position"]) delete line[name];
		Object.assign(line, { op: "skip", next });
	}

	test("a seed of the policy with a member that it does not have", async () => {
		const { file, text } = await sampleJournal();
		appendFileSync(file, '{"op":"policy","seed":{"colours":{}}}\n');
		const line = text.split("\n").length;
		await expect(keepState(start(), file, fail)).rejects.toThrow(`${file}:${line}: /seed/colours: `);
	});
});

describe("other content of a state file:", () => {
	test("a snapshot is read, and becomes a journal", async () => {
		const { states } = await sampleJournal();
		const file = newFile();
		writeFileSync(file, JSON.stringify(states.at(-1), null, "\t"));
		expect(await stateOf(file)).toEqual(states.at(-1));
		expect(readFileSync(file, "utf8").startsWith(HEAD)).toBe(true);
		expect(await stateOf(file)).toEqual(states.at(-1));
	});

	test.each([
		["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
		["a byte order mark", (text: string) => `\uFEFF${text}`],
		["spaces in its first line", (text: string) => text.replace(HEAD, '{ "journal": 1 }\n')],
	])("a journal with %s is read, and goes on", async (_, edit) => {
		const { file, states, text } = await sampleJournal();
		writeFileSync(file, edit(text));
		const sandbox = start();
		const kept = await keepState(sandbox, file, fail);
		expect(sandbox.snapshot()).toEqual(states.at(-1));
		await ask(sandbox, "POST", `${HOME}/shelves`, { name: "west" });
		await kept.stop();
		expect(await stateOf(file)).toEqual(sandbox.snapshot());
	});

	test("a snapshot with a byte order mark is read", async () => {
		const { file, states } = await sampleJournal();
		writeFileSync(file, `\uFEFF${JSON.stringify(states.at(-1))}`);
		expect(await stateOf(file)).toEqual(states.at(-1));
	});

	test.each([
		["of another version", '{"journal":2}\n', '{"journal":2}'],
		["of no version", '{"journal":"one"}\n', '{"journal":"one"}'],
		["whose first line has no end", '{"journal":1}', '{"journal":1}'],
	])("a journal %s is rejected with file, line and version, and left as it is", async (_, head, shown) => {
		const { file, text } = await sampleJournal();
		const broken = head.endsWith("\n") ? head + text.slice(HEAD.length) : head;
		writeFileSync(file, broken);
		await expect(keepState(start(), file, fail)).rejects.toThrow(
			`${file}:1: expected a journal of version 1, which begins with the line {"journal":1}, got ${shown}. ` +
				"Use the version of the sandbox that wrote it, or another file",
		);
		expect(readFileSync(file, "utf8")).toBe(broken);
	});

	test("a journal without its first line is rejected with what was expected", async () => {
		const { file, text } = await sampleJournal();
		writeFileSync(file, text.slice(HEAD.length));
		await expect(keepState(start(), file, fail)).rejects.toThrow(
			`${file}:1: expected a journal, which begins with the line {"journal":1}, or a snapshot in JSON (`,
		);
	});

	test("an empty file is a new one", async () => {
		const file = newFile();
		writeFileSync(file, "");
		chmodSync(file, 0o640);
		expect((await stateOf(file)).resources).toEqual([]);
		expect((statSync(file).mode & 0o777).toString(8)).toBe("640");
	});

	test("a file that a crash left half copied is completed from the new one", async () => {
		const { file, states, text } = await sampleJournal();
		writeFileSync(`${file}.new`, text);
		writeFileSync(file, `{"journal":0}\n${text.slice(HEAD.length, HEAD.length + 20)} the rest of something longer ${text}`);
		expect(await stateOf(file)).toEqual(states.at(-1));
		expect(readFileSync(file, "utf8")).toBe(text);
		expect(existsSync(`${file}.new`)).toBe(false);
	});

	test("without the new one, or with a link in its place, it is rejected", async () => {
		const { file, text } = await sampleJournal();
		writeFileSync(file, '{"journal":0}\n');
		await expect(keepState(start(), file, fail)).rejects.toThrow(`${file}: is incomplete`);
		writeFileSync(join(dirname(file), "other"), text);
		symlinkSync("other", `${file}.new`);
		await expect(keepState(start(), file, fail)).rejects.toThrow(`${file}: is incomplete`);
	});

	test("what is no file is rejected", async () => {
		const folder = temporaryFolder("journal");
		mkdirSync(join(folder, "folder"));
		await expect(keepState(start(), join(folder, "folder"), fail)).rejects.toThrow("folder: cannot be opened (EISDIR)");
		await expect(keepState(start(), "/dev/null", fail)).rejects.toThrow("/dev/null: is not a regular file");
	});
});

describe("where a change cannot be written", () => {
	test("it does not take effect, and the request gets an error; the next one is kept", async () => {
		const errors: unknown[] = [];
		const sandbox = start({ onError: (error: unknown) => errors.push(error) });
		const { body: shelf } = await ask(sandbox, "POST", `${HOME}/shelves`, { name: "east" });
		const { body: copy } = await ask(sandbox, "POST", `${shelf.self}/copies`, { paper: "rag" });
		const before = sandbox.snapshot();
		sandbox.changes.keep = () => {
			throw new StateFileError("full");
		};
		const admin = "http://localhost/_sandbox";
		const requests: [string, string, object?][] = [
			["POST", `${HOME}/shelves`, { name: "west" }],
			["PUT", `${shelf.self}/copies/${copy.id}`, { paper: "silk" }],
			["DELETE", shelf.self],
			["GET", `${HOME}/hall`],
			["POST", `${admin}/seed`, { resources: [{ path: "/shelves", items: [{ name: "s" }] }] }],
			["POST", `${admin}/reset`],
			["PUT", `${admin}/state`, {}],
		];
		for (const [method, url, fields] of requests) {
			const { status } = await ask(sandbox, method, url, fields);
			expect(status, `${method} ${url}`).toBeGreaterThanOrEqual(400);
			expect(sandbox.snapshot(), `${method} ${url}`).toEqual(before);
		}
		expect(errors).toHaveLength(requests.length);
		sandbox.changes.keep = undefined;
		expect((await ask(sandbox, "DELETE", shelf.self)).status).toBe(204);
	});
});

describe("a lock", () => {
	const lockOf = (file: string, owner: object) => writeFileSync(`${file}.lock`, JSON.stringify(owner));
	const startedOf = (pid: number) =>
		readFileSync(`/proc/${pid}/stat`, "utf8")
			.replace(/^.*\) /s, "")
			.split(" ")[19];

	test("is removed at the end, and holds until then, for this process as well", async () => {
		const file = newFile();
		const unlock = lockFile(file);
		expect(() => lockFile(file)).toThrow(
			`${file}: is in use by process ${process.pid}. Stop it, or keep the state in another file`,
		);
		unlock();
		lockFile(file)();
		expect(existsSync(`${file}.lock`)).toBe(false);
	});

	test("of a process that has ended does not count", async () => {
		const file = newFile();
		const child = startProcess(process.execPath, ["-e", ""]);
		await child.ended;
		lockOf(file, { pid: child.child.pid, started: "1", host: hostname() });
		lockFile(file)();
		expect(readdirSync(dirname(file))).toEqual([]);
	});

	test.runIf(existsSync("/proc/self/stat"))("of a process whose number another one has does not count", () => {
		const file = newFile();
		lockOf(file, { pid: process.ppid, started: startedOf(process.ppid), host: hostname() });
		expect(() => lockFile(file)).toThrow(`in use by process ${process.ppid}`);
		lockOf(file, { pid: process.ppid, started: "1", host: hostname() });
		lockFile(file)();
	});

	test("of another host counts, because nothing is known of its processes", () => {
		const file = newFile();
		lockOf(file, { pid: 1, started: "1", host: "elsewhere" });
		expect(() => lockFile(file)).toThrow(`in use by process 1 on elsewhere. Stop it; if it has ended, remove ${file}.lock`);
	});

	test.each(["", "{}", "hello"])("that names no process is rejected: %j", (text) => {
		const file = newFile();
		writeFileSync(`${file}.lock`, text);
		expect(() => lockFile(file)).toThrow(`${file}.lock: names no process. Remove it, unless another sandbox uses ${file}`);
		truncateSync(`${file}.lock`);
	});

	test("that cannot be created says that the folder must be writable", () => {
		const file = join(dirname(newFile()), "none", "state.jsonl");
		expect(() => lockFile(file)).toThrow(
			`${file}.lock: cannot be created (ENOENT). Use a folder that can be written to; in a container, mount it instead of the file`,
		);
	});

	test("is none where a link stands in its place", () => {
		const file = newFile();
		const victim = join(dirname(file), "victim");
		symlinkSync("victim", `${file}.lock`);
		expect(() => lockFile(file)).toThrow(`${file}.lock: cannot be read (ELOOP)`);
		writeFileSync(victim, "precious");
		expect(() => lockFile(file)).toThrow(`${file}.lock: cannot be read (ELOOP)`);
		expect(readFileSync(victim, "utf8")).toBe("precious");
	});
});
