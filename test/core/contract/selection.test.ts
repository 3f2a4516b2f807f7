import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runContract } from "../../../src/core/contract/run/run.ts";
import { judgeHar } from "../../../src/core/contract/run/targets/har.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { documentedExchanges, har, RECORDING_TOOLS } from "../../support/recordings.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { toyContractPolicy, toyTarget } from "./support/toy.ts";

type Options = NonNullable<Parameters<typeof judgeHar>[3]>;

const successes = documentedExchanges(toyApi).filter(({ response }) => response.status < 300);
const shelves = idsOf("Shelves");

function idsOf(tag: string): string[] {
	return Object.entries(toyApi.payloads.operations).flatMap(([id, { tags }]) => (tags.includes(tag) ? [id] : []));
}

/** Judges the documented successes as a recording in which addresses are changed. */
function judge(options: Options, change: (url: string) => string = (url) => url) {
	const file = join(temporaryFolder("recording"), "recorded.har");
	const entries = successes.map(({ request, response }) =>
		RECORDING_TOOLS.Firefox?.entry({ ...request, url: change(request.url) }, response),
	);
	writeFileSync(file, har(entries));
	return judgeHar(toyApi, toyContractPolicy, [file], options);
}

describe("the operations with a tag", () => {
	test("are all that a run is about, and its coverage counts only them", async () => {
		const { cases, skips, coverage, findings } = await runContract(toyApi, toyContractPolicy, toyTarget(), { tags: ["Shelves"] });
		expect(findings).toEqual([]);
		expect(cases.length).toBeGreaterThan(10);
		for (const { operationIds } of [...cases, ...skips]) expect(operationIds.some((id) => shelves.includes(id))).toBe(true);
		expect(coverage.operations.total).toBe(shelves.length);
		const names = [...coverage.statuses.missing, ...coverage.constraints.missing].map((name) => name.split(" ")[0]);
		expect(names.filter((id) => !shelves.includes(id ?? ""))).toEqual([]);
	});

	test("are all that is judged in a recording; the others are counted, and fail no strict run", async () => {
		const { verdict, cases, coverage, notes } = await judge({ tags: ["Shelves"], strict: true });
		const others = successes.filter(({ operationId }) => !shelves.includes(operationId)).length;
		expect({ verdict, notes }).toEqual({
			verdict: "conforms",
			notes: [`${others} recorded requests belong to operations that were not selected`],
		});
		expect(new Set(cases.flatMap(({ operationIds }) => operationIds))).toEqual(new Set(shelves));
		expect(coverage.operations.total).toBe(shelves.length);
	});

	test("may be those of several tags, and of them those with an id", async () => {
		const { cases } = await judge({ tags: ["Shelves", "Notes"] });
		expect(cases.map(({ operationIds: [id] }) => id).sort()).toEqual([...shelves, ...idsOf("Notes")].sort());
		const [first = ""] = shelves;
		expect((await judge({ tags: ["Shelves"], operations: [first, "createBook"] })).cases).toMatchObject([
			{ operationIds: [first] },
		]);
	});

	test("a tag that no operation has is an error that names those that they have", async () => {
		const message = "no operation has the tag Shelvs; there are Books, Notes, Shelves";
		await expect(judge({ tags: ["Shelvs"] })).rejects.toThrow(message);
		expect(() => runContract(toyApi, toyContractPolicy, toyTarget(), { tags: ["Shelvs"] })).toThrow(message);
		await expect(judge({ tags: ["Shelves"], operations: ["createBook"] })).rejects.toThrow("no operation is left to judge");
	});
});

const LIBRARY = "https://api.library.test/v2";
const FILES = "https://files.library.test";
const NOTES = "https://notes.library.test";

describe("a server that a recording has under another address", () => {
	const gate = "https://gate.test/library";
	const viaGateway = (url: string) => url.replace(LIBRARY, `${gate}/api`).replace(NOTES, `${gate}/notes`).replace(FILES, gate);

	test("is found by that address, and the longest address wins", async () => {
		const servers = { [`${FILES}/`]: gate, [LIBRARY]: `${gate}/api/`, [NOTES]: `${gate}/notes` };
		const { verdict, notes, cases } = await judge({ servers, strict: true }, viaGateway);
		expect({ verdict, notes }).toEqual({ verdict: "conforms", notes: [] });
		expect(cases).toEqual((await judge({})).cases.map((result) => ({ ...result, elapsed: expect.any(Number) })));
	});

	test("is found by a path, whatever the host", async () => {
		const servers = { [LIBRARY]: "/library/api", [FILES]: "/library", [NOTES]: "/library/notes" };
		expect((await judge({ servers }, viaGateway)).notes).toEqual([]);
		const atRoot = (url: string) => viaGateway(url.replace(FILES, "https://gate.test"));
		expect((await judge({ servers: { ...servers, [FILES]: "/" } }, atRoot)).notes).toEqual([]);
	});

	test("is not found without it, nor by a part of a segment", async () => {
		for (const servers of [{}, { [LIBRARY]: "https://gate.test/libr", [FILES]: "https://gate.tes" }]) {
			const { verdict, notes } = await judge({ servers }, viaGateway);
			expect(verdict).toBe("not-tested");
			expect(notes).toContain(`${successes.length} recorded requests belong to no operation`);
		}
	});

	test("keeps its query, and its address in findings", async () => {
		const file = join(temporaryFolder("recording"), "recorded.har");
		const url = "https://gate.test/library/api/books?limit=999";
		const response = { status: 200, headers: [{ name: "X-Total", value: "1" }], content: { size: 9 } };
		writeFileSync(file, har([{ request: { method: "GET", url }, response }]));
		const servers = { [LIBRARY]: "https://gate.test/library/api" };
		const { findings } = await judgeHar(toyApi, toyContractPolicy, [file], { servers });
		expect(findings).toMatchObject([{ pointer: "/request/query/limit", exchange: { request: { url } } }]);
	});

	test("that is not described is an error that names those that are", async () => {
		await expect(judge({ servers: { "https://gate.test": "/library" } })).rejects.toThrow(
			`no operation has the server https://gate.test; there are ${LIBRARY}, ${FILES}, ${NOTES}`,
		);
	});
});
