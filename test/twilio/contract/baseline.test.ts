import { existsSync, linkSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { payloads } from "../../../generated/payloads.ts";
import { runContractCommand } from "../../../src/contract.ts";
import { createSandbox } from "../../../src/sandbox.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

function run(...args: string[]) {
	return runWith({}, ...args);
}

async function runWith(extras: Parameters<typeof runContractCommand>[2], ...args: string[]) {
	const lines: string[] = [];
	const errors: string[] = [];
	const context = { out: (text: string) => lines.push(text), error: (line: string) => errors.push(line) };
	const code = await runContractCommand(args, context, extras);
	return { code, out: lines.join("\n"), errors };
}

async function serve(...mutations: string[]) {
	const running = await createSandbox({
		faults: mutations.map((mutation) => ({ mutation, operationId: "createChannelMessage" })),
	}).listen();
	onTestFinished(() => running.close());
	return ["--target", running.url, "--only", "example createChannelMessage"];
}

const knownFile = () => join(temporaryFolder("baseline"), "known.json");

test("a run: known findings pass, a new one fails, an expired one fails", async () => {
	const file = knownFile();
	const old = await serve("missing:/sid");
	expect((await run(...old)).code).toBe(1);
	const written = await run(...old, "--baseline", file, "--update-baseline");
	expect(written).toMatchObject({ code: 0, errors: [] });
	const text = readFileSync(file, "utf8");
	expect(JSON.parse(text).entries[0]).toMatchObject({
		operationId: "createChannelMessage",
		status: 201,
		reason: "to be explained",
	});
	const explained = text.replaceAll("to be explained", "ticket 7");
	writeFileSync(file, explained);
	const known = await run(...old, "--baseline", file);
	expect(known.code).toBe(0);
	expect(known.out).toMatch(/^ {2}~ response-body \/response\/body\/sid known: ticket 7$/m);
	await run(...old, "--baseline", file, "--update-baseline");
	expect(readFileSync(file, "utf8")).toBe(explained);
	const worse = await run(...(await serve("missing:/sid", "missing:/body")), "--baseline", file);
	expect(worse.code).toBe(1);
	expect(worse.out).toMatch(/^✗ .*: \d findings?; .*known$/m);
	writeFileSync(file, explained.replace('"reason"', '"expires": "2020-01-31",\n      "reason"'));
	const expired = await run(...old, "--baseline", file);
	expect(expired.code).toBe(1);
	expect(expired.out).toContain("baseline    known until 2020-01-31, and no longer: ticket 7");
});

test("a healed entry is told and does not fail; one of a case that was not chosen is no healed one", async () => {
	const file = knownFile();
	const entry = {
		operationId: "fetchChannelMessage",
		status: 200,
		pointer: "/response/body/sid",
		rule: "response-body",
		reason: "was so",
	};
	const text = JSON.stringify({ version: 1, entries: [entry] });
	writeFileSync(file, text);
	const healed = await run("--baseline", file);
	expect(healed.code).toBe(0);
	expect(healed.out).toContain(
		"note: healed: response-body fetchChannelMessage 200 /response/body/sid no longer occurs (was so)",
	);
	const [tag = ""] = payloads.operations.fetchChannelMessage?.tags ?? [];
	for (const chosen of [
		["--only", "fetchChannelMessage"],
		["--operation", "fetchChannelMessage"],
		["--tag", tag],
	]) {
		const partly = await run("--baseline", file, ...chosen, "--update-baseline");
		expect({ chosen, code: partly.code, out: partly.out }).toEqual({
			chosen,
			code: 0,
			out: expect.not.stringContaining("healed:"),
		});
		expect(JSON.parse(readFileSync(file, "utf8")).entries).toEqual([entry]);
	}
	await run("--baseline", file, "--update-baseline");
	expect(JSON.parse(readFileSync(file, "utf8")).entries).toEqual([]);
});

test("a recording: known findings pass, a new one fails, and only what it holds is healed", async () => {
	const [file, archive] = [knownFile(), knownFile()];
	const record = (...bodies: (object | undefined)[]) => {
		const url = `https://chat.twilio.com/v1/Services/IS${"1".repeat(32)}/Channels/CH${"2".repeat(32)}/Messages`;
		const entries = bodies.map((body) => ({
			request: { method: "POST", url, headers: [], postData: { text: "Body=Hello" } },
			response: {
				status: 201,
				headers: [{ name: "content-type", value: "application/json" }],
				content: body === undefined ? { size: 9 } : { text: JSON.stringify(body) },
			},
		}));
		writeFileSync(archive, JSON.stringify({ log: { entries } }));
	};
	const pointers = () => JSON.parse(readFileSync(file, "utf8")).entries.map(({ pointer }: { pointer: string }) => pointer);
	const judge = ["--har", archive, "--baseline", file];
	const message = payloads.operations.createChannelMessage?.responses["201"]?.examples;
	const right = { ...(Object.values(message ?? {})[0] as object), body: "Hello" };
	record({ ...right, sid: 5 });
	expect((await run("--har", archive)).code).toBe(1);
	expect(await run(...judge, "--update-baseline")).toMatchObject({ code: 0, errors: [] });
	expect(pointers()).toEqual(["/response/body/sid"]);
	expect((await run(...judge)).code).toBe(0);
	record({ ...right, sid: 5, body: 5 });
	expect((await run(...judge)).code).toBe(1);
	record(undefined);
	expect((await run(...judge, "--update-baseline")).out).not.toContain("healed:");
	expect(pointers()).toEqual(["/response/body/sid"]);
	record(right);
	expect((await run(...judge)).out).toContain("note: healed: response-body createChannelMessage 201 /response/body/sid");
	await run(...judge, "--update-baseline");
	expect(pointers()).toEqual([]);
});

test("a comparison and a run share a file", async () => {
	const file = knownFile();
	const theirs = join(temporaryFolder("baseline"), "vendor.json");
	writeFileSync(theirs, readFileSync("generated/openapi.json", "utf8").replace('"maxLength": 256', '"maxLength": 255'));
	expect((await run("--vendor-spec", theirs, "--baseline", file, "--update-baseline")).code).toBe(0);
	expect((await run("--only", "paging", "--baseline", file, "--update-baseline")).code).toBe(0);
	const { code, out } = await run("--vendor-spec", theirs, "--baseline", file);
	expect(code).toBe(0);
	expect(out).toContain("no new differences, 1 known");
	writeFileSync(
		theirs,
		readFileSync("generated/openapi.json", "utf8")
			.replace('"maxLength": 256', '"maxLength": 255')
			.replace('"maxLength": 1600', '"maxLength": 1500'),
	);
	expect((await run("--vendor-spec", theirs, "--baseline", file)).code).toBe(1);
	expect((await run("--vendor-spec", "generated/openapi.json", "--baseline", file)).out).toContain(
		"note: healed: stricter-there",
	);
});

test("a target that does not respond, and a recording of other traffic, write no baseline", async () => {
	const [file, archive] = [knownFile(), knownFile()];
	const other = { request: { method: "GET", url: "https://example.com/" }, response: { status: 200 } };
	writeFileSync(archive, JSON.stringify({ log: { entries: [other] } }));
	for (const tested of [
		["--target", "http://127.0.0.1:9"],
		["--har", archive],
	]) {
		expect((await run(...tested, "--baseline", file, "--update-baseline")).code).toBe(2);
		expect(existsSync(file)).toBe(false);
	}
});

test("a baseline that cannot be used is one line and exit code 2", async () => {
	const file = knownFile();
	expect(await run("--baseline", file)).toEqual({
		code: 2,
		out: "",
		errors: [`--baseline ${file}: expected a file, got none; --update-baseline writes it`],
	});
	writeFileSync(file, "");
	expect(await run("--baseline", file)).toMatchObject({
		code: 2,
		errors: [expect.stringContaining(`--baseline ${file}: expected JSON, got a text that is none`)],
	});
	writeFileSync(file, '{"version":1,"entries":{}}');
	expect((await run("--baseline", file)).errors).toEqual([`--baseline ${file}: /entries: expected a list, got {}`]);
	expect((await run("--update-baseline")).errors).toEqual(["--update-baseline: expected --baseline <file> beside it, got none"]);
	expect((await run("--baseline", file, "--bail")).errors[0]).toMatch(/^--bail does not apply to --baseline/);
});

test("no report replaces an input, or another report, under any name of it", async () => {
	const file = knownFile();
	const [link, hard] = [`${file}.link`, `${file}.hard`];
	writeFileSync(file, "{}");
	symlinkSync(file, link);
	linkSync(file, hard);
	for (const option of ["har", "vendor-spec", "baseline", "ca"]) {
		for (const name of [file, relative(".", file), link, hard]) {
			const { code, errors } = await run(`--${option}`, file, "--report", `json=${name}`);
			expect({ code, errors }).toEqual({
				code: 2,
				errors: [`--report json=${name}: expected a file of its own, got the one of --${option}`],
			});
		}
	}
	const kept = { keptFiles: async () => [{ option: "the description", file }] };
	expect(await runWith(kept, "--report", `json=${link}`, "--list")).toMatchObject({
		code: 2,
		errors: [`--report json=${link}: expected a file of its own, got the one of the description`],
	});
	expect((await run("--report", `json=${file},html=${link}`, "--list")).errors).toEqual([
		`--report html=${link}: only one report can go to ${link}; give it a file of its own, as html=file`,
	]);
	expect(readFileSync(file, "utf8")).toBe("{}");
});

test("a baseline is written to a new folder, or to an empty file; one that cannot be written loses no report", async () => {
	const folder = temporaryFolder("baseline");
	const spec = ["--vendor-spec", "generated/openapi.json", "--update-baseline", "--baseline"];
	const file = join(folder, "new", "known.json");
	expect(await run(...spec, file)).toMatchObject({ code: 0, errors: [] });
	writeFileSync(file, "");
	expect(await run(...spec, file)).toMatchObject({ code: 0, errors: [] });
	expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ version: 1, entries: [] });
	const report = join(folder, "report.json");
	const link = join(folder, "link.json");
	symlinkSync("/no/such/folder/known.json", link);
	const failed = await run(...spec, link, "--report", `json=${report}`);
	expect(failed.out).toContain("no differences");
	expect(failed.errors).toEqual([`--baseline ${link}: expected a file that can be written, got none (ENOENT)`]);
	expect(existsSync(report)).toBe(true);
	expect(failed.code).toBe(2);
});

test("a file may begin with a byte order mark, and is not written without --update-baseline", async () => {
	const file = knownFile();
	const text = '\uFEFF{"version":1,"entries":[]}';
	writeFileSync(file, text);
	const theirs = `${file}.theirs`;
	writeFileSync(theirs, `\uFEFF${readFileSync("generated/openapi.json", "utf8")}`);
	expect(await run("--vendor-spec", theirs, "--baseline", file)).toMatchObject({ code: 0, errors: [] });
	expect(readFileSync(file, "utf8")).toBe(text);
});

test.each(["har", "vendor-spec", "baseline"])("a folder as --%s is one line that says so", async (option) => {
	expect((await run(`--${option}`, ".")).errors).toEqual([
		`--${option} .: expected a file that can be read, got a folder (EISDIR)`,
	]);
});

test("a folder as a report is one line that says so", async () => {
	const { code, errors } = await run("--vendor-spec", "generated/openapi.json", "--report", "json=.");
	expect({ code, errors }).toEqual({
		code: 2,
		errors: ["--report json=.: expected a file that can be written, got a folder (EISDIR)"],
	});
});
