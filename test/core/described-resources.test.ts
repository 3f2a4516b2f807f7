import { describe, expect, test } from "vitest";
import type { Schema } from "../../scripts/pipeline/openapi.ts";
import type { Target } from "../../src/core/contract/run/target.ts";
import type { GeneratedApi } from "../../src/core/operation/generated-api.ts";
import type { HttpRequest } from "../../src/core/operation/http.ts";
import { randomFrom } from "../../src/core/operation/random.ts";
import type { Mutation } from "../../src/core/sandbox/mutations.ts";
import type { CollectionSeed } from "../../src/core/sandbox/seed.ts";
import { ask, describeApi, ID, objectOf, operation, runDescribed, SERVER } from "./contract/support/described.ts";
import { TOY_KEY, toyTarget } from "./contract/support/toy.ts";

// Whoever adds operations to a description gets a sandbox that serves them and contract tests that test them.

const NAME: Schema = { type: "string", maxLength: 20 };
const GADGET = objectOf({ id: ID, name: NAME });
const GADGETS = {
	"/v2/Gadgets": { post: operation("createGadget", [201, GADGET], { name: NAME }) },
	"/v2/Gadgets/{Gadget}": { get: operation("fetchGadget", [200, GADGET]) },
};

const pageOf = (item: Schema) => objectOf({ items: { type: "array", items: item }, next: { type: ["string", "null"] } });
const PAGE = pageOf(GADGET);

/** An operation that lists items in pages. */
function listOf(operationId: string, item: Schema) {
	const page = pageOf(item);
	const parameters = ["limit", "cursor"].map((name) => {
		return { name, in: "query" as const, schema: { type: "integer", minimum: 0 } as const, example: 1 };
	});
	return operation(operationId, [200, page], undefined, { parameters, "x-pagination": { items: "/items", next: "/next" } });
}

describe("a resource that is alone below its parent", () => {
	const SETUP = objectOf({ id: ID, color: { type: "string", enum: ["red", "blue"] }, size: { type: "integer", default: 5 } });
	const api = () =>
		describeApi({
			...GADGETS,
			"/v2/Gadgets/{Gadget}/Setup": {
				get: operation("fetchSetup", [200, SETUP]),
				put: operation("replaceSetup", [200, SETUP], { color: { type: "string", enum: ["red", "blue"] } }),
				delete: operation("deleteSetup", [204]),
			},
		});

	test("has an identifier of its own, which stays the same", async () => {
		const { call } = ask(await api());
		const { body: gadget } = await call("POST", "/v2/Gadgets", { name: "a" });
		const setup = `/v2/Gadgets/${gadget.id}/Setup`;
		const { body } = await call("GET", setup);
		expect(body).toEqual({ id: expect.stringMatching(/^[a-z]{16}$/), color: "red", size: 5 });
		expect((await call("PUT", setup, { color: "blue" })).body).toEqual({ ...body, color: "blue" });
		expect((await call("GET", setup)).body).toEqual({ ...body, color: "blue" });
	});

	test("conforms, and its deletion is tested", async () => {
		const { findings, verdict, coverage, cases } = await runDescribed(await api());
		expect(findings).toEqual([]);
		expect(verdict).toBe("conforms");
		expect(coverage.operations.missing).toEqual([]);
		expect(cases.some(({ kind, operationIds }) => kind === "life-cycle" && operationIds.includes("deleteSetup"))).toBe(true);
	});
});

describe("a success that is documented as 2XX", () => {
	const api = (more: Readonly<Record<string, ReturnType<typeof operation>>> = {}) =>
		describeApi({
			"/v2/Gadgets": {
				post: operation("createGadget", ["2XX", GADGET], { name: NAME }),
				get: { ...listOf("listGadgets", GADGET), responses: operation("", ["2XX", PAGE]).responses },
				...more,
			},
			"/v2/Gadgets/{Gadget}": { get: operation("fetchGadget", ["2XX", GADGET]), delete: operation("deleteGadget", ["2XX"]) },
		});

	test("is a 200, and without a body a 204", async () => {
		const { call } = ask(await api({ delete: operation("deleteGadgets", ["2XX"]) }));
		const created = await call("POST", "/v2/Gadgets", { name: "a" });
		expect(created.status).toBe(200);
		expect(await call("GET", `/v2/Gadgets/${created.body.id}`)).toEqual(created);
		expect((await call("GET", "/v2/Gadgets")).status).toBe(200);
		expect(await call("DELETE", `/v2/Gadgets/${created.body.id}`)).toEqual({ status: 204, body: null });
		expect(await call("DELETE", "/v2/Gadgets")).toEqual({ status: 204, body: null });
	});

	test("conforms", async () => {
		const { findings, coverage } = await runDescribed(await api());
		expect(findings).toEqual([]);
		expect(coverage.operations.missing).toEqual([]);
	});
});

describe("of paths that both fit, the one with more literal text is meant, also where resources are stored and seeded", () => {
	const PART = objectOf({ id: ID, name: NAME });
	const COMMON = objectOf({ id: ID, color: NAME });
	const GENERAL = { "/v2/Gadgets/{Gadget}/Parts": { post: operation("createPart", [201, PART], { name: NAME }) } };
	const SPECIAL = { "/v2/Gadgets/Common/Parts": { post: operation("createCommonPart", [201, COMMON], { color: NAME }) } };
	test.each([
		{ ...GENERAL, ...SPECIAL },
		{ ...SPECIAL, ...GENERAL },
	])("whichever is described first", async (paths) => {
		const { call, sandbox } = ask(await describeApi({ ...GADGETS, ...paths }, { Gadget: { type: "string", example: "g" } }));
		const { body: gadget } = await call("POST", "/v2/Gadgets", { name: "a" });
		await call("POST", "/v2/Gadgets/Common/Parts", { color: "red" });
		await call("POST", `/v2/Gadgets/${gadget.id}/Parts`, { name: "p" });
		const state = sandbox.snapshot();
		sandbox.restore(state);
		expect(sandbox.snapshot()).toEqual(state);
		expect(state.resources.map(({ path, items }) => [path, Object.keys(items[0] ?? {}).at(-1)])).toEqual(
			expect.arrayContaining([
				["/v2/Gadgets/Common/Parts", "color"],
				[`/v2/Gadgets/${gadget.id}/Parts`, "name"],
			]),
		);
	});
});

describe("a parameter within the last segment of a path names an item", () => {
	const DOC = objectOf({ id: ID, name: NAME, url: { type: "string", format: "uri" } });
	test.each(["/v2/Docs/doc-{Doc}-v1", "/v2/Docs/file-{Doc}.txt", "/v2/Docs/{Doc}_copy", "/v2/Docs/doc-{Doc}"])(
		"%s",
		async (path) => {
			const api = await describeApi({
				"/v2/Docs": { post: operation("createDoc", [201, DOC], { name: NAME }) },
				[path]: { get: operation("fetchDoc", [200, DOC]), delete: operation("deleteDoc", [204]) },
				[`${path}/Pages`]: { post: operation("createPage", [201, GADGET], { name: NAME }) },
				[`${path}/Pages/{Page}`]: { get: operation("fetchPage", [200, GADGET]) },
			});
			const { call, sandbox } = ask(api);
			const { body: doc } = await call("POST", "/v2/Docs", { name: "a" });
			expect(doc.url).toBe(SERVER + path.replace("{Doc}", doc.id));
			expect(await call("GET", doc.url)).toEqual({ status: 200, body: doc });
			expect((await call("GET", doc.url.replace(doc.id, "b".repeat(16)))).status).toBe(404);
			const { body: page } = await call("POST", `${doc.url}/Pages`, { name: "p" });
			expect((await call("GET", `${doc.url}/Pages/${page.id}`)).body).toEqual(page);
			await call("DELETE", doc.url);
			expect((await call("GET", doc.url)).status).toBe(404);
			expect(sandbox.snapshot().resources.flatMap(({ items }) => items)).toEqual([]);
			const { findings, coverage } = await runDescribed(api);
			expect(findings).toEqual([]);
			expect(coverage.operations.missing).toEqual([]);
		},
	);
});

describe("a POST below an item that shows the item", () => {
	const WIDGET = objectOf({ id: ID, name: NAME, state: { type: "string", enum: ["new", "archived"] } });
	const WIDGETS = {
		"/v2/Widgets": { post: operation("createWidget", [201, WIDGET], { name: NAME }) },
		"/v2/Widgets/{Widget}": { get: operation("fetchWidget", [200, WIDGET]) },
	};
	const api = () =>
		describeApi({
			...WIDGETS,
			"/v2/Widgets/{Widget}/Archive": { post: operation("archiveWidget", [200, WIDGET]) },
			"/v2/Widgets/{Widget}/Rename": { post: operation("renameWidget", [200, WIDGET], { name: NAME }) },
			"/v2/Widgets/{Widget}/Ping": { post: operation("pingWidget", [202]) },
			"/v2/Widgets/{Widget}/Clones": { post: operation("cloneWidget", [201, WIDGET], { name: NAME }) },
			"/v2/Widgets/{Widget}/Parts": { post: operation("createPart", [200, objectOf({ id: ID, weight: { type: "integer" } })]) },
		});

	test("shows that item, and creates nothing", async () => {
		const { call, sandbox } = ask(await api());
		const { body: widget } = await call("POST", "/v2/Widgets", { name: "a" });
		const address = `/v2/Widgets/${widget.id}`;
		expect(await call("POST", `${address}/Archive`)).toEqual({ status: 200, body: widget });
		expect((await call("POST", `${address}/Rename`, { name: "b" })).body).toEqual({ ...widget, name: "b" });
		expect((await call("GET", address)).body).toEqual({ ...widget, name: "b" });
		expect((await call("POST", `${address}/Ping`)).status).toBe(202);
		expect((await call("POST", `/v2/Widgets/${"z".repeat(16)}/Archive`)).status).toBe(404);
		expect(sandbox.snapshot().resources.map(({ path, items }) => [path, items.length])).toEqual([["/v2/Widgets", 1]]);
	});

	test("but one that documents 201, or members of something else, creates it", async () => {
		const { call, sandbox } = ask(await api());
		const { body: widget } = await call("POST", "/v2/Widgets", { name: "a" });
		const { body: clone } = await call("POST", `/v2/Widgets/${widget.id}/Clones`, { name: "b" });
		expect(clone.id).not.toBe(widget.id);
		await call("POST", `/v2/Widgets/${widget.id}/Parts`);
		expect(sandbox.snapshot().resources.map(({ path }) => path.replace(widget.id, "{}"))).toEqual([
			"/v2/Widgets",
			"/v2/Widgets/{}/Clones",
			"/v2/Widgets/{}/Parts",
		]);
	});

	test("conforms, and is tested on an item that exists and on one that does not", async () => {
		const { findings, coverage, cases } = await runDescribed(await api());
		expect(findings).toEqual([]);
		expect(coverage.operations.missing).toEqual([]);
		const ids = cases.map(({ id }) => id);
		expect(ids).toEqual(expect.arrayContaining(["unknown archiveWidget", "unknown renameWidget", "unknown pingWidget"]));
	});

	test("may change the item in any way", async () => {
		const described = await api();
		const target = toyTarget(({ request }, next) => {
			const response = next();
			return request.url.endsWith("/Archive")
				? { ...response, body: response.body?.replace("new", "archived") ?? null }
				: response;
		}, described);
		expect((await runDescribed(described, target)).findings).toEqual([]);
	});
});

describe("an operation on an item that nothing creates", () => {
	const api = () =>
		describeApi({
			"/v2/Rates/{Rate}": {
				get: operation("fetchRate", [200, GADGET]),
				put: operation("replaceRate", [200, GADGET], { name: NAME }),
				delete: operation("deleteRate", [204]),
			},
		});

	test("is skipped with the reason, whether a value at a limit or a broken rule would be sent", async () => {
		const { findings, skips } = await runDescribed(await api());
		expect(findings).toEqual([]);
		const reason = "no documented operation creates what it changes or deletes";
		expect(skips).toMatchObject({
			"example replaceRate default": reason,
			"limit replaceRate body/name maxLength": reason,
			"negative replaceRate body/name maxLength": reason,
		});
	});

	test("that no case can send is named", async () => {
		const { skips, coverage } = await runDescribed(await api());
		expect(skips["life-cycle deleteRate"]).toBe("no documented operation creates what it changes or deletes");
		expect(coverage.operations.missing).toContain("deleteRate");
	});

	test("is tested where an item is given", async () => {
		const described = await api();
		const seed = { resources: [{ account: TOY_KEY, path: "/v2/Rates", items: [{ id: "b".repeat(16), name: "first" }] }] };
		const target = { ...toyTarget(undefined, described, { seed }), parameters: { Rate: "b".repeat(16) } };
		const { findings, cases } = await runDescribed(described, target);
		expect(findings).toEqual([]);
		const ids = cases.map(({ id }) => id);
		expect(ids).toEqual(expect.arrayContaining(["limit replaceRate body/name maxLength", "example replaceRate default"]));
	});
});

describe("a deletion", () => {
	const TRASH = objectOf({ id: ID, name: NAME });
	const THING = { ...GADGETS, "/v2/Gadgets/{Gadget}.json": { delete: operation("deleteGadgetDocument", [204]) } };
	const gadget = THING["/v2/Gadgets/{Gadget}"];
	const both = () => describeApi({ ...THING, "/v2/Gadgets/{Gadget}": { ...gadget, delete: operation("deleteGadget", [204]) } });
	const alone = () =>
		describeApi({
			"/v2/Trash": {
				get: operation("readTrash", [200, TRASH]),
				patch: operation("changeTrash", [200, TRASH], { name: NAME }),
				delete: operation("emptyTrash", [204]),
			},
		});
	/** A target that says it deletes, and does not. */
	const forgetful = (api: GeneratedApi, operationId: string) =>
		toyTarget(({ operationId: id, snapshot, restore }, next) => {
			const state = snapshot();
			const response = next();
			if (id === operationId) restore(state);
			return response;
		}, api);

	test("is tested by each of the operations that delete a resource", async () => {
		const api = await both();
		expect((await runDescribed(api)).coverage.operations.missing).toEqual([]);
		for (const operationId of ["deleteGadget", "deleteGadgetDocument"]) {
			const { findings } = await runDescribed(api, forgetful(api, operationId), { concurrency: 1 });
			expect(findings).toContain("gone-after-delete fetchGadget /response/status 200");
		}
	});

	test("of a resource that is alone leaves nothing of what was changed", async () => {
		const api = await alone();
		const { findings, coverage } = await runDescribed(api);
		expect({ findings, missing: coverage.operations.missing }).toEqual({ findings: [], missing: [] });
		const drifted = await runDescribed(api, forgetful(api, "emptyTrash"), { concurrency: 1 });
		expect(drifted.findings.map((finding) => finding.split(" ").slice(0, 3).join(" "))).toEqual([
			"gone-after-delete readTrash /response/body/name",
		]);
	});

	test("of a resource that is alone and belongs to others is not sent", async () => {
		const api = await alone();
		let deletions = 0;
		const { send, ...target } = toyTarget(undefined, api);
		const counting = (request: HttpRequest) => {
			if (request.method === "DELETE" && request.headers["x-key"] === TOY_KEY) deletions++;
			return send(request);
		};
		const { skips } = await runDescribed(api, { ...target, send: counting, shared: true });
		expect(deletions).toBe(0);
		expect(skips["life-cycle emptyTrash"]).toBe("it would affect resources that the case did not create");
	});
});

describe("a PUT replaces", () => {
	const NOTE = objectOf({
		id: ID,
		title: NAME,
		color: { type: "string", enum: ["red", "green", "blue"], default: "green" },
		text: { type: ["string", "null"] },
		mood: { type: "string", enum: ["calm", "glad", "wild"] },
		stars: { type: "integer" },
	});
	const { id, ...fields } = NOTE.properties ?? {};
	const form = { ...fields, mood: { type: "string", enum: ["calm", "glad", "wild"], default: "glad" } } as Record<string, Schema>;
	const { stars, ...replaced } = form;
	const api = () =>
		describeApi({
			"/v2/Notes": { post: operation("createNote", [201, NOTE], form) },
			"/v2/Notes/{Note}": {
				get: operation("fetchNote", [200, NOTE]),
				put: operation("replaceNote", [200, NOTE], replaced),
				patch: operation("changeNote", [200, NOTE], form),
			},
		});

	test("a field that is not sent goes back to its default, and members that it has no field for stay", async () => {
		const { call } = ask(await api());
		const sent = { title: "one", color: "red", text: "two", mood: "calm", stars: 3 };
		const { body: note } = await call("POST", "/v2/Notes", sent);
		const address = `/v2/Notes/${note.id}`;
		expect((await call("PATCH", address, { title: "three" })).body).toEqual({ ...note, title: "three" });
		const replacement = { ...note, title: "four", color: "green", text: null, mood: "glad" };
		expect((await call("PUT", address, { title: "four" })).body).toEqual(replacement);
		expect((await call("GET", address)).body).toEqual(replacement);
		expect((await call("PUT", address, {})).body).toEqual({ ...replacement, title: "" });
	});

	test("a creation without a field has the default of the field", async () => {
		const { call } = ask(await api());
		expect((await call("POST", "/v2/Notes", {})).body).toMatchObject({ color: "green", mood: "glad" });
	});

	test("conforms; a target that keeps what was not sent does not", async () => {
		const described = await api();
		expect((await runDescribed(described)).findings).toEqual([]);
		const merging = toyTarget(({ request, operationId }, next) => {
			return operationId === "replaceNote" ? next({ request: { ...request, method: "PATCH" } }) : next();
		}, described);
		const { findings } = await runDescribed(described, merging);
		expect(findings).toContain('default-shown replaceNote /response/body/mood "wild"');
		expect(new Set(findings.map((finding) => finding.split(" ")[0]))).toEqual(new Set(["default-shown"]));
	});
});

describe("an identifier that a case makes up", () => {
	const tiny: Schema = { type: "string", pattern: "^[a-z][0-9]$", example: "a1" };
	const BOX = objectOf({ id: tiny, name: NAME });
	const parameters = ["limit", "cursor"].map((name) => {
		return { name, in: "query" as const, schema: { type: "integer" as const, minimum: 0 }, example: 1 };
	});
	const page = objectOf({ boxes: { type: "array", items: BOX }, next: { type: ["string", "null"] } });
	const boxes = (fields: Record<string, Schema>) =>
		describeApi(
			{
				"/v2/Boxes": {
					post: operation("createBox", [201, BOX], fields),
					get: operation("listBoxes", [200, page], undefined, { "x-pagination": { items: "/boxes", next: "/next" }, parameters }),
				},
				"/v2/Boxes/{Box}": { get: operation("fetchBox", [200, BOX]), delete: operation("deleteBox", [204]) },
			},
			{ Box: tiny },
		);
	const held = Array.from({ length: 100 }, (_, index) => ({ id: `${String.fromCharCode(97 + index / 10)}${index % 10}` }));
	const seed = { resources: [{ account: TOY_KEY, path: "/v2/Boxes", items: held }] };

	test("is not one that exists: where there are few, the case is skipped", async () => {
		const api = await boxes({ name: NAME });
		for (let run = 0; run < 10; run++) {
			const random = randomFrom(`few ${run}`);
			const { findings, skips } = await runDescribed(api, toyTarget(undefined, api, { seed, random }), { random });
			expect(findings).toEqual([]);
			expect(skips["unknown fetchBox"]).toBe("Box has so few values (260) that one that is made up may exist");
		}
	});

	test("is given to one creation only, until all are taken", async () => {
		const letter: Schema = { type: "string", pattern: "^[a-z]$", example: "a" };
		const LETTER = objectOf({ id: letter, name: NAME });
		const api = await describeApi(
			{
				"/v2/Letters": { post: operation("createLetter", [201, LETTER], { id: letter, name: NAME }) },
				"/v2/Letters/{Letter}": { get: operation("fetchLetter", [200, LETTER]) },
			},
			{ Letter: letter },
		);
		for (let run = 0; run < 10; run++) {
			const random = randomFrom(`letters ${run}`);
			const { findings } = await runDescribed(api, toyTarget(undefined, api, { random }), { random });
			expect(findings).toEqual([]);
		}
		const { skips } = await runDescribed(api, toyTarget(undefined, api), { random: () => 0 });
		expect(Object.values(skips)).not.toContain("every value that id can have is taken");
	});

	test.each<[string, Schema]>([
		["one of an enum", { type: "string", enum: ["east", "west"], example: "east" }],
		["a number of a small range", { type: "integer", minimum: 1, maximum: 9, example: 7 }],
		["a short text", { type: "string", maxLength: 3, example: "abc" }],
		["a text of a pattern that cannot be drawn from", { type: "string", pattern: "^(?=a)abc$", example: "abc" }],
	])("is not made up where it is %s", async (_, schema) => {
		const CAR = objectOf({ name: NAME });
		const api = await describeApi({ "/v2/Cars/{Car}": { get: operation("fetchCar", [200, CAR]) } }, { Car: schema });
		const { findings, skips } = await runDescribed(api);
		expect(findings).toEqual([]);
		expect(skips["unknown fetchCar"]).toMatch(/^Car has /);
	});
});

test.each(["\ud800", "a\udfff", ".", ".."])(
	"an identifier that no path can hold is not created, and not seeded: %j",
	async (id) => {
		const FREE = objectOf({ id: { type: "string" }, self: { type: "string", format: "uri" } });
		const api = await describeApi({
			"/v2/Free": { post: operation("createFree", [201, FREE], { id: { type: "string" } }) },
			"/v2/Free/{Free}": { get: operation("fetchFree", [200, FREE]) },
		});
		const { call, sandbox } = ask(api);
		expect((await call("POST", "/v2/Free", { id })).status).toBe(400);
		expect(() => sandbox.seed({ resources: [{ path: "/v2/Free", items: [{ id }] }] })).toThrow("expected a path segment");
	},
);

test("a resource that is alone may show lists; only what lists resources is a collection", async () => {
	const setup = objectOf({ id: ID, name: NAME, tags: { type: "array", items: { type: "string" } } });
	const hours = objectOf({ hours: { type: "array", items: objectOf({ day: NAME }) }, name: NAME });
	const api = await describeApi({
		...GADGETS,
		"/v2/Gadgets/{Gadget}/Setup": {
			get: operation("fetchSetup", [200, setup]),
			put: operation("replaceSetup", [200, setup], { name: NAME }),
			delete: operation("deleteSetup", [204]),
		},
		"/v2/Gadgets/{Gadget}/Hours": {
			get: operation("fetchHours", [200, hours]),
			put: operation("replaceHours", [200, hours], { name: NAME }),
		},
	});
	const { call } = ask(api);
	const { body: gadget } = await call("POST", "/v2/Gadgets", { name: "a" });
	await call("PUT", `/v2/Gadgets/${gadget.id}/Setup`, { name: "b" });
	expect((await call("GET", `/v2/Gadgets/${gadget.id}/Setup`)).body).toMatchObject({ name: "b", tags: expect.any(Array) });
	await call("PUT", `/v2/Gadgets/${gadget.id}/Hours`, { name: "c" });
	expect((await call("GET", `/v2/Gadgets/${gadget.id}/Hours`)).body).toMatchObject({ name: "c" });
	const { findings, coverage } = await runDescribed(api);
	expect({ findings, missing: coverage.operations.missing }).toEqual({ findings: [], missing: [] });
});

test.each<[string, Schema]>([
	["a boolean", { type: "boolean" }],
	["one of a list", { type: "string", enum: ["red", "blue"] }],
	["a time", { type: "string", format: "date-time" }],
	["a date", { type: "string", format: "date" }],
	["a whole number", { type: "integer", minimum: 2, maximum: 3 }],
	["a number", { type: "number", multipleOf: 0.1, exclusiveMinimum: 1.2 }],
	["a short text", { type: "string", maxLength: 2 }],
])("a change of %s that is lost is found", async (_, schema) => {
	const thing = objectOf({ id: ID, value: schema });
	const api = await describeApi({
		"/v2/Things": { post: operation("createThing", [201, thing], { value: schema }) },
		"/v2/Things/{Thing}": {
			get: operation("fetchThing", [200, thing]),
			patch: operation("changeThing", [200, thing], { value: schema }),
		},
	});
	expect((await runDescribed(api)).findings).toEqual([]);
	const sound = toyTarget(undefined, api);
	const written = new Map<string, string>();
	const send = async (request: HttpRequest) => {
		if (request.method !== "PATCH") return sound.send(request);
		const fetched = await sound.send({ ...request, method: "GET", body: null });
		if (fetched.status !== 200) return sound.send(request);
		written.set(request.url, request.body ?? "");
		return { ...fetched, body: JSON.stringify({ ...JSON.parse(fetched.body ?? "{}"), ...JSON.parse(request.body ?? "{}") }) };
	};
	const { findings } = await runDescribed(api, { ...sound, send });
	expect(written.size).toBeGreaterThan(0);
	expect(findings).not.toEqual([]);
});

test("a change of a whole collection is sent, and nothing is said of what it does", async () => {
	const api = await describeApi({
		...GADGETS,
		"/v2/Gadgets/{Gadget}/Parts": {
			post: operation("createPart", [201, GADGET], { name: NAME }),
			patch: operation("changeParts", [204], { name: NAME }),
		},
		"/v2/Gadgets/{Gadget}/Parts/{Part}": { get: operation("fetchPart", [200, GADGET]) },
	});
	const { findings, verdict, cases } = await runDescribed(api);
	expect({ findings, verdict }).toEqual({ findings: [], verdict: "conforms" });
	const example = cases.find(({ id }) => id.startsWith("example changeParts"));
	expect(example?.proves).toMatch(/ succeeds\.$/);
});

test("a list below a parent with few identifiers may hold the items of others", async () => {
	const api = await describeApi(
		{
			"/v2/Regions/{Region}/Parts": {
				post: operation("createPart", [201, GADGET], { name: NAME }),
				get: listOf("listPart", GADGET),
			},
			"/v2/Regions/{Region}/Parts/{Part}": { get: operation("fetchPart", [200, GADGET]) },
		},
		{ Region: { type: "string", enum: ["eu", "us"], example: "eu" } },
	);
	const sound = toyTarget(undefined, api);
	for (const region of ["eu", "us"])
		for (const name of ["a", "b", "c"]) {
			const headers = { "x-key": TOY_KEY, "content-type": "application/json" };
			await sound.send({ method: "POST", url: `${SERVER}/v2/Regions/${region}/Parts`, headers, body: JSON.stringify({ name }) });
		}
	expect((await runDescribed(api, sound)).findings).toEqual([]);
});

test("a parent's parameter that is named like the identifier is the parent's, whatever the pattern of what is below", async () => {
	const PART = objectOf({ id: { type: "string", pattern: "^[0-9]{12}$" }, name: NAME });
	const api = await describeApi(
		{
			"/v2/Gadgets": GADGETS["/v2/Gadgets"],
			"/v2/Gadgets/{id}": { ...GADGETS["/v2/Gadgets/{Gadget}"], delete: operation("deleteGadget", [204]) },
			"/v2/Gadgets/{id}/Parts": { post: operation("createPart", [201, PART], { name: NAME }) },
			"/v2/Gadgets/{id}/Parts/{Part}": { get: operation("fetchPart", [200, PART]) },
			"/v2/Gadgets/{id}/Setup": { get: operation("fetchSetup", [200, PART]) },
		},
		{ Part: { type: "string", pattern: "^[0-9]{12}$", example: "1".repeat(12) } },
	);
	const { call } = ask(api);
	const { body: gadget } = await call("POST", "/v2/Gadgets", { name: "a" });
	const created = await call("POST", `/v2/Gadgets/${gadget.id}/Parts`, { name: "b" });
	expect(created).toEqual({ status: 201, body: { id: expect.stringMatching(/^[0-9]{12}$/), name: "b" } });
	const { body: part } = created;
	expect(await call("GET", `/v2/Gadgets/${gadget.id}/Parts/${part.id}`)).toEqual({ status: 200, body: part });
	const setup = await call("GET", `/v2/Gadgets/${gadget.id}/Setup`);
	expect(setup).toMatchObject({ status: 200, body: { id: expect.stringMatching(/^[0-9]{12}$/) } });
	const { findings, coverage } = await runDescribed(api);
	expect({ findings, missing: coverage.operations.missing }).toEqual({ findings: [], missing: [] });
});

describe("a HEAD beside the GET of the same path", () => {
	const GADGET = objectOf({ id: ID, name: { type: "string" }, text: { type: "string" } });
	const LIST = objectOf({ gadgets: { type: "array", items: GADGET }, next: { type: ["string", "null"] } });
	const parameters = ["limit", "cursor"].map((name) => {
		return { name, in: "query" as const, schema: { type: "integer" as const, minimum: 1 }, example: 1 };
	});
	const paged = { "x-pagination": { items: "/gadgets", next: "/next" }, parameters };
	const api = () =>
		describeApi({
			"/v2/Gadgets": {
				post: operation("createGadget", [201, GADGET], { name: { type: "string" } }),
				head: operation("lookAtGadgets", [200]),
				get: operation("listGadgets", [200, LIST], undefined, paged),
			},
			"/v2/Gadgets/{Gadget}": {
				// With the media type that the GET has, as a description may say it.
				head: operation("lookAtGadget", [200, GADGET]),
				get: operation("fetchGadget", [200, GADGET]),
				patch: operation("changeGadget", [200, GADGET], { name: { type: "string" }, text: { type: "string" } }),
				delete: operation("deleteGadget", [204]),
			},
		});

	test("has its status, and no body", async () => {
		const { call } = ask(await api());
		const { body: gadget } = await call("POST", "/v2/Gadgets", { name: "a" });
		expect(await call("HEAD", "/v2/Gadgets")).toEqual({ status: 200, body: null });
		expect(await call("HEAD", `/v2/Gadgets/${gadget.id}`)).toEqual({ status: 200, body: null });
		expect(await call("HEAD", `/v2/Gadgets/${"z".repeat(16)}`)).toEqual({ status: 404, body: null });
	});

	test("conforms, and shows nothing that a check could miss", async () => {
		const { findings, coverage } = await runDescribed(await api());
		expect({ findings, missing: coverage.operations.missing }).toEqual({ findings: [], missing: [] });
	});

	test("does not take the place of the GET that a change is compared with", async () => {
		const described = await api();
		const target = toyTarget(({ operationId, request }, next) => {
			const response = next();
			if (operationId !== "changeGadget" || response.status !== 200) return response;
			next({ request: { ...request, body: JSON.stringify({ text: "other" }) } });
			return response;
		}, described);
		const { findings } = await runDescribed(described, target, { concurrency: 1 });
		expect(findings).toContain('update-nothing-else fetchGadget /response/body/text "other"');
	});
});

test("a GET that documents no body on a collection has none", async () => {
	const api = await describeApi({
		...GADGETS,
		"/v2/Gadgets": { ...GADGETS["/v2/Gadgets"], get: operation("countGadgets", [204]) },
	});
	expect(await ask(api).call("GET", "/v2/Gadgets")).toEqual({ status: 204, body: null });
	expect((await runDescribed(api)).findings).toEqual([]);
});

describe("what a run creates it deletes, once", () => {
	test("also where a case tries the deletion with every value of a header", async () => {
		const quiet = { name: "X-Quiet", in: "header", schema: { type: "string", enum: ["yes", "no"] } };
		const api = await describeApi({
			"/v2/Gadgets": { post: operation("createGadget", [201, GADGET], { name: NAME }) },
			"/v2/Gadgets/{Gadget}": {
				get: operation("fetchGadget", [200, GADGET]),
				delete: operation("deleteGadget", [204], undefined, { parameters: [quiet] } as object),
			},
		});
		const target = toyTarget(undefined, api);
		const [created, deleted]: [string[], string[]] = [[], []];
		const send = async (request: HttpRequest) => {
			const response = await target.send(request);
			if (response.status === 201) created.push(JSON.parse(response.body ?? "").id);
			if (response.status === 204) deleted.push(request.url.split("/").at(-1) ?? "");
			return response;
		};
		const { findings } = await runDescribed(api, { ...target, send }, { cleanUp: true });
		expect(findings).toEqual([]);
		expect(created.length).toBeGreaterThan(5);
		expect(deleted.sort()).toEqual(created.sort());
	});
});

describe("a parent that the run may not create", () => {
	const paths = {
		...GADGETS,
		"/v2/Gadgets": { ...GADGETS["/v2/Gadgets"], get: listOf("listGadgets", GADGET) },
		"/v2/Gadgets/{Gadget}/Parts": {
			post: operation("createPart", [201, GADGET], { name: NAME }),
			get: listOf("listParts", GADGET),
		},
		"/v2/Gadgets/{Gadget}/Parts/{Part}": { get: operation("fetchPart", [200, GADGET]) },
		"/v2/Gadgets/{Gadget}/Parts/{Part}/Setup": { get: operation("fetchSetup", [200, GADGET]) },
	};
	const gadgets = { account: TOY_KEY, path: "/v2/Gadgets", items: [{ id: "g".repeat(16) }, { id: "h".repeat(16) }] };
	const parts = { account: TOY_KEY, path: `/v2/Gadgets/${"g".repeat(16)}/Parts`, items: [{ id: "p".repeat(16) }] };

	/** A read-only run against a sandbox with these resources, and the paths that it requested in the order of the requests. */
	async function read(resources: CollectionSeed[], only: string, given: Partial<Target> = {}) {
		const api = await describeApi(paths);
		const target = toyTarget(undefined, api, { seed: { resources } });
		const sent: string[] = [];
		const send = (request: HttpRequest) => {
			sent.push(new URL(request.url).pathname);
			return target.send(request);
		};
		const result = await runDescribed(api, { ...target, ...given, send }, { readOnly: true, only: [only] });
		return { ...result, sent };
	}

	test("is the first of a list, which is requested once", async () => {
		const { findings, sent, requests, cases } = await read([gadgets, parts], "reading fetchSetup");
		expect({ findings, outcomes: cases.map(({ outcome }) => outcome) }).toEqual({ findings: [], outcomes: ["passed"] });
		expect(sent).toEqual(["/v2/Gadgets", parts.path, `${parts.path}/${"p".repeat(16)}/Setup`]);
		expect(requests).toBe(3);
	});

	test("is one for the list of items and for the item", async () => {
		const { sent } = await read([gadgets, parts], "reading fetchPart");
		expect(sent).toEqual(["/v2/Gadgets", parts.path, `${parts.path}/${"p".repeat(16)}`]);
	});

	test("is not made up: where none is listed, the case is skipped", async () => {
		for (const resources of [[], [gadgets]]) {
			const { findings, skips, sent } = await read(resources, "etup");
			expect(findings).toEqual([]);
			expect(skips["reading fetchSetup"]).toBe(`no ${resources.length === 0 ? "Gadget" : "Part"} was given`);
			expect(sent.filter((path) => path.endsWith("/Setup"))).toEqual([]);
		}
	});

	test("is the given one, or a listed one, of a target that others use", async () => {
		const { sent } = await read([gadgets, parts], "reading fetchSetup", { shared: true, parameters: { Gadget: "g".repeat(16) } });
		expect(sent).toEqual([parts.path, `${parts.path}/${"p".repeat(16)}/Setup`]);
	});
});

test("a parent whose creation fails is not made up: the creation alone is a finding", async () => {
	const api = await describeApi({
		...GADGETS,
		"/v2/Gadgets/{Gadget}/Setup": { get: operation("fetchSetup", [200, GADGET]) },
	});
	const target = toyTarget(({ operationId }, next) => {
		return operationId === "createGadget" ? { ...next(), status: 404, body: '{"error":"no"}' } : next();
	}, api);
	const { findings } = await runDescribed(api, target, { only: ["reading fetchSetup"] });
	expect(findings).toEqual(["request-accepted createGadget /response/status 404"]);
});

describe("the pages of a list whose items nothing creates", () => {
	const LOGS = `/v2/Gadgets/${"g".repeat(16)}/Logs`;
	const api = () =>
		describeApi({
			"/v2/Gadgets/{Gadget}/Logs": { get: listOf("listLogs", GADGET) },
			"/v2/Gadgets/{Gadget}/Logs/{Log}": { get: operation("fetchLog", [200, GADGET]) },
		});

	/** A run of the paging cases against a sandbox with so many items, whose pages of one item a change goes through. */
	async function page(count: number, change: (page: { items: object[]; next: string | null }) => object = (found) => found) {
		const described = await api();
		const items = Array.from({ length: count }, (_, index) => ({ id: String.fromCharCode(97 + index).repeat(16) }));
		const drift: Mutation = ({ request }, next) => {
			const response = next();
			const isPaged = request.url.includes("limit=1");
			return isPaged ? { ...response, body: JSON.stringify(change(JSON.parse(response.body ?? "{}"))) } : response;
		};
		const seed = { resources: [{ account: TOY_KEY, path: LOGS, items }] };
		const target = { ...toyTarget(drift, described, { seed }), parameters: { Gadget: "g".repeat(16) } };
		return runDescribed(described, target, { only: ["paging"] });
	}

	test("show each of those that exist", async () => {
		const { findings, cases } = await page(3);
		expect({ findings, requests: cases.map(({ requests }) => requests) }).toEqual({ findings: [], requests: [4] });
	});

	test.each([0, 1])("are not walked where there are only %i", async (count) => {
		const described = await page(count);
		expect(described).toMatchObject({
			skips: { "paging listLogs": "nothing creates the items that it lists, and it lists fewer than two" },
		});
	});

	test("that end too early, or miss one, are found", async () => {
		expect((await page(2, (found) => ({ ...found, next: null }))).findings).toEqual([
			"page-complete listLogs /response/body/items none of the pages shows bbbbbbbbbbbbbbbb",
		]);
		expect((await page(2, (found) => (found.next === null ? { ...found, items: [] } : found))).findings).toEqual([
			"page-complete listLogs /response/body/items none of the pages shows bbbbbbbbbbbbbbbb",
		]);
	});
});
