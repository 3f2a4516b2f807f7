import { execFileSync } from "node:child_process";
import {
	appendFileSync,
	chmodSync,
	closeSync,
	existsSync,
	lstatSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	unlinkSync,
	writeFileSync,
	writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { runNode, startProcess } from "../../support/process.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { ACCOUNT, AUTHORIZATION, CHANNEL, SERVICE } from "./helpers.ts";

/** `--state`, as real processes and real files know it. */

const PATH = `/v1/Services/${SERVICE}/Channels/${CHANNEL}/Messages`;
const COMMAND = ["scripts/run.js", "sandbox", "--port", "0", "--json"];

/** A state file as it was before there were journals: a snapshot. */
const OLD = JSON.stringify({ version: 1, resources: [{ account: ACCOUNT, path: PATH, items: [{ body: "old" }] }] });

interface Message {
	readonly sid: string;
	readonly index: number;
	readonly body: string;
}

/** Starts a sandbox on a state file, and waits until it listens. */
async function start(file: string) {
	const sandbox = startProcess(process.execPath, [...COMMAND, "--state", file, "--quiet"]);
	await sandbox.until("\n");
	const { url } = JSON.parse(sandbox.output().split("\n")[0] ?? "") as { url: string };
	const send = async (method: string, path = PATH, fields: Record<string, string> = {}) => {
		const body = method === "POST" ? new URLSearchParams(fields) : null;
		const response = await fetch(url + path, { method, headers: { authorization: AUTHORIZATION }, body });
		const text = await response.text();
		return { status: response.status, body: text === "" ? null : JSON.parse(text) };
	};
	const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
		sandbox.child.kill(signal);
		return sandbox.ended;
	};
	return { ...sandbox, send, stop };
}

/** Adds changes that change nothing to a journal, so that one more than these makes it due for a compaction. */
function makeDue(file: string, left: number): void {
	const line = `${JSON.stringify({ op: "skip", account: ACCOUNT, server: "https://chat.twilio.com", path: PATH, next: 0 })}\n`;
	const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0;
	if (lines > 0) appendFileSync(file, line.repeat(Math.max(0, 10_001 - left - lines)));
}

/** Every message, over all pages. */
async function listAll(send: Awaited<ReturnType<typeof start>>["send"]): Promise<Message[]> {
	const messages: Message[] = [];
	for (let next: string | null = `${PATH}?PageSize=1000`; next !== null; ) {
		const { body }: { body: { messages: Message[]; meta: { next_page_url: string | null } } } = await send("GET", next);
		messages.push(...body.messages);
		const { next_page_url } = body.meta;
		next = next_page_url && new URL(next_page_url).pathname + new URL(next_page_url).search;
	}
	return messages;
}

/** Runs a system command that needs rights. Returns whether the rights are there. */
function mounts(...args: string[]): boolean {
	try {
		execFileSync("mount", args, { stdio: "ignore" });
	} catch {
		return false;
	}
	const target = args.at(-1) ?? "";
	onTestFinished(() => void execFileSync("umount", ["--lazy", target]));
	return true;
}

/** Whether this process may mount: then a test that cannot is a failure, not a gap. */
const MAY_MOUNT = mayMount();

function mayMount(): boolean {
	const effective = /^CapEff:\t([0-9a-f]+)$/m.exec(
		existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "",
	);
	const CAP_SYS_ADMIN = 21n;
	return ((BigInt(`0x${effective?.[1] ?? "0"}`) >> CAP_SYS_ADMIN) & 1n) === 1n;
}

/** What a burst of requests has been told, until the sandbox is killed. */
class Burst {
	readonly kept = new Map<string, string>();
	readonly deleted = new Set<string>();
	/** The highest index that was ever seen. */
	highest = -1;
	acknowledged = 0;

	/** Creates, changes and deletes messages until the sandbox is gone. */
	async run(send: Awaited<ReturnType<typeof start>>["send"], worker: number): Promise<void> {
		for (let number = 0; ; number++) {
			const own = [...this.kept.keys()].filter((_, place) => place % 8 === worker).at(-1);
			// A request without a response may have been carried out or not: nothing is expected of its message.
			if (own !== undefined && number % 4 === 3) {
				const text = this.kept.get(own) ?? "";
				this.kept.delete(own);
				if (number % 8 === 3) {
					if ((await send("DELETE", `${PATH}/${own}`)).status === 204) this.deleted.add(own);
				} else if ((await send("POST", `${PATH}/${own}`, { Body: `${text}!` })).status === 200) this.kept.set(own, `${text}!`);
			} else {
				const { status, body } = await send("POST", PATH, { Body: `${worker} ${number}` });
				expect(status).toBe(201);
				this.kept.set(body.sid, body.body);
				this.highest = Math.max(this.highest, body.index);
			}
			this.acknowledged++;
		}
	}
}

test("nothing acknowledged is lost by SIGKILL under load, twenty times; what was deleted stays deleted", async () => {
	const file = join(temporaryFolder("killed"), "state");
	const burst = new Burst();
	const lost: string[] = [];
	let compacted = 0;
	for (let round = 0; round < 20; round++) {
		// A compaction begins a little before the end, and may or may not be complete at the end.
		makeDue(file, 20 + round * 4);
		const { send, stop } = await start(file);
		const { body } = await send("POST", PATH, { Body: "first" });
		expect(body.index).toBeGreaterThan(burst.highest);
		burst.kept.set(body.sid, "first");
		const before = burst.acknowledged;
		const workers = Array.from({ length: 8 }, (_, worker) => burst.run(send, worker).catch(() => {}));
		await expect.poll(() => burst.acknowledged, { interval: 1, timeout: 30_000 }).toBeGreaterThan(before + 20 + round * 7);
		await stop("SIGKILL");
		await Promise.all(workers);
		if (readFileSync(file, "utf8").split("\n").length < 9000) compacted++;
		const again = await start(file);
		const found = new Map((await listAll(again.send)).map(({ sid, body }) => [sid, body]));
		for (const [sid, text] of burst.kept) if (found.get(sid) !== text) lost.push(`${sid} ${text} ${found.get(sid)}`);
		for (const sid of burst.deleted) if (found.has(sid)) lost.push(`${sid} was deleted`);
		await again.stop("SIGKILL");
	}
	expect(lost).toEqual([]);
	expect(compacted).toBeGreaterThan(0);
}, 300_000);

describe("a state file has one sandbox at a time", () => {
	test("a second one is told at the start, by the process id of the first", async () => {
		const file = join(temporaryFolder("locked"), "state");
		const first = await start(file);
		const second = await runNode([...COMMAND, "--state", file]);
		expect(second).toMatchObject({ code: 2, stdout: "" });
		expect(second.stderr).toContain(`${file}: is in use by process ${first.child.pid}`);
		expect(second.stderr.trim().split("\n")).toHaveLength(1);
		expect((await first.send("POST", PATH, { Body: "x" })).status).toBe(201);
		expect(await first.stop()).toMatchObject({ code: 0 });
		expect((await listAll((await start(file)).send)).length).toBe(1);
	});

	test("by any name of it", async () => {
		const folder = temporaryFolder("locked");
		symlinkSync("state", join(folder, "link"));
		const first = await start(join(folder, "state"));
		const second = await runNode([...COMMAND, "--state", join(folder, "link")]);
		expect(second.code).toBe(2);
		expect(second.stderr).toContain(`in use by process ${first.child.pid}`);
	});

	test("and one that was killed does not count", async () => {
		const file = join(temporaryFolder("locked"), "state");
		await (await start(file)).stop("SIGKILL");
		expect((await (await start(file)).send("POST", PATH, { Body: "x" })).status).toBe(201);
	});
});

describe("a state file stays what it is:", () => {
	test("a link is followed, its mode and its target are kept", async () => {
		const folder = temporaryFolder("link");
		const [target, link] = [join(folder, "target"), join(folder, "link")];
		writeFileSync(target, OLD);
		chmodSync(target, 0o664);
		symlinkSync("target", link);
		const { send, stop } = await start(link);
		await send("POST", PATH, { Body: "new" });
		expect(await stop()).toMatchObject({ code: 0 });
		expect(lstatSync(link).isSymbolicLink()).toBe(true);
		expect(lstatSync(target).isSymbolicLink()).toBe(false);
		expect((statSync(target).mode & 0o777).toString(8)).toBe("664");
		expect(readFileSync(target, "utf8")).toContain("new");
	});

	test("a link to a file that does not exist yet makes that file", async () => {
		const folder = temporaryFolder("link");
		symlinkSync("target", join(folder, "link"));
		const { send, stop } = await start(join(folder, "link"));
		await send("POST", PATH, { Body: "new" });
		await stop();
		expect(lstatSync(join(folder, "link")).isSymbolicLink()).toBe(true);
		expect(readFileSync(join(folder, "target"), "utf8")).toContain("new");
	});

	test("a file that is mounted is written in its place", async ({ skip }) => {
		const folder = temporaryFolder("mounted");
		const [outside, inside] = [join(folder, "outside"), join(folder, "inside")];
		writeFileSync(outside, OLD);
		writeFileSync(inside, "");
		const mounted = mounts("--bind", outside, inside);
		if (!mounted && !MAY_MOUNT) skip("left out: this process may not mount");
		expect(mounted).toBe(true);
		const { send, stop } = await start(inside);
		expect((await send("POST", PATH, { Body: "new" })).status).toBe(201);
		expect(await stop()).toMatchObject({ code: 0, stderr: "" });
		expect(readFileSync(outside, "utf8")).toContain("new");
		expect(readdirSync(folder)).toEqual(["inside", "outside"]);
		// It is compacted at the start only: `mayCopy` stops everything.
		makeDue(outside, 2);
		const second = await start(inside);
		for (const Body of ["a", "b", "c", "d"]) expect((await second.send("POST", PATH, { Body })).status).toBe(201);
		expect(await second.stop()).toMatchObject({ code: 0, stderr: "" });
		expect(statSync(outside).size).toBeGreaterThan(1_000_000);
		const third = await start(inside);
		expect(statSync(outside).size).toBeLessThan(10_000);
		expect((await listAll(third.send)).map(({ body }) => body)).toEqual(["old", "new", "a", "b", "c", "d"]);
		await third.stop();
		expect(readdirSync(folder)).toEqual(["inside", "outside"]);
	});
});

test("a link in the place of a temporary file is never followed", async () => {
	const folder = temporaryFolder("planted");
	const file = join(folder, "state");
	const victim = join(folder, "victim");
	writeFileSync(victim, "precious");
	writeFileSync(file, OLD);
	for (const name of ["state.new", "state.tmp"]) symlinkSync(victim, join(folder, name));
	// A name with a process id in it can be guessed as well.
	const shell = `ln -s victim "$0.$$.tmp"; exec "$@"`;
	const sandbox = startProcess("sh", ["-c", shell, file, process.execPath, ...COMMAND, "--state", file, "--quiet"]);
	await sandbox.until("\n");
	sandbox.child.kill("SIGTERM");
	await sandbox.ended;
	expect(readFileSync(victim, "utf8")).toBe("precious");
	expect(lstatSync(file).isSymbolicLink()).toBe(false);
});

describe("where the state cannot be kept, that is said:", () => {
	test("on a full disk a request is rejected, and once there is space again nothing is missing", async ({ skip }) => {
		const folder = temporaryFolder("full");
		const disk = join(folder, "disk");
		mkdirSync(disk);
		const mounted = mounts("-t", "tmpfs", "-o", "size=64k", "tmpfs", disk);
		if (!mounted && !MAY_MOUNT) skip("left out: this process may not mount");
		expect(mounted).toBe(true);
		const file = join(disk, "state");
		const { send, stop, output } = await start(file);
		const acknowledged: string[] = [];
		const bodyOf = (number: number) => `${number} ${"x".repeat(1500)}`;
		for (let number = 0; number < 80; number++) {
			const { status, body } = await send("POST", PATH, { Body: bodyOf(number) });
			if (status === 201) acknowledged.push(body.sid);
			else expect(status).toBe(500);
		}
		expect(acknowledged.length).toBeGreaterThan(5);
		expect(acknowledged.length).toBeLessThan(80);
		expect(output()).toContain(`${file}: cannot be written (ENOSPC)`);
		expect(output()).not.toMatch(/^\s+at /m);
		// What was rejected did not happen.
		expect((await listAll(send)).map(({ sid }) => sid)).toEqual(acknowledged);
		execFileSync("mount", ["-o", "remount,size=4m", disk]);
		expect((await send("DELETE", `${PATH}/${acknowledged.shift()}`)).status).toBe(204);
		acknowledged.push((await send("POST", PATH, { Body: "at last" })).body.sid);
		await stop("SIGKILL");
		const again = await start(file);
		expect((await listAll(again.send)).map(({ sid }) => sid)).toEqual(acknowledged);
		await again.stop();
	});

	test.for([0, 8])("a disk with %i KB left at the start is named, and no temporary file remains", async (left, { skip }) => {
		const folder = temporaryFolder("full");
		const disk = join(folder, "disk");
		mkdirSync(disk);
		const mounted = mounts("-t", "tmpfs", "-o", "size=64k", "tmpfs", disk);
		if (!mounted && !MAY_MOUNT) skip("left out: this process may not mount");
		expect(mounted).toBe(true);
		const file = join(disk, "state");
		const items = Array.from({ length: 20 }, () => ({ body: "x".repeat(1000) }));
		writeFileSync(file, JSON.stringify({ resources: [{ account: ACCOUNT, path: PATH, items }] }));
		const before = readFileSync(file, "utf8");
		writeFileSync(join(disk, "room"), "x".repeat(left * 1024));
		const filler = openSync(join(disk, "filler"), "w");
		expect(() => {
			for (;;) writeSync(filler, Buffer.alloc(1024));
		}).toThrow("ENOSPC");
		closeSync(filler);
		unlinkSync(join(disk, "room"));
		const { code, stdout, stderr } = await runNode([...COMMAND, "--state", file]);
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toMatch(/cannot be (?:written|created) \(ENOSPC\)/);
		expect(stderr.trim().split("\n")).toHaveLength(1);
		expect(readdirSync(disk).sort()).toEqual(["filler", "state"]);
		expect(readFileSync(file, "utf8")).toBe(before);
		unlinkSync(join(disk, "filler"));
		await start(file);
	});

	test("a folder that cannot be written to is named", async ({ skip }) => {
		const folder = temporaryFolder("read-only");
		const disk = join(folder, "disk");
		mkdirSync(disk);
		// Rights do not keep root from writing; a disk that is mounted for reading does.
		if (process.getuid?.() === 0) {
			const mounted = mounts("-t", "tmpfs", "-o", "ro", "tmpfs", disk);
			if (!mounted && !MAY_MOUNT) skip("left out: this process may write everywhere and not mount");
			expect(mounted).toBe(true);
		} else chmodSync(disk, 0o555);
		const { code, stdout, stderr } = await runNode([...COMMAND, "--state", join(disk, "state")]);
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toMatch(/cannot be (?:written|created) \((?:EROFS|EACCES)\)/);
		expect(stderr.trim().split("\n")).toHaveLength(1);
	});
});
