import { describe, expect, test } from "vitest";
import type { Action } from "../../../src/core/operation/action.ts";
import type { Method, OperationDescriptor } from "../../../src/core/operation/descriptor.ts";
import type { GeneratedApi } from "../../../src/core/operation/generated-api.ts";
import type { JsonSchema } from "../../../src/core/operation/json-schema.ts";
import { Resources } from "../../../src/core/operation/resources.ts";

const SERVER = "https://library.test";
const THING = { type: "object", properties: { id: { type: "string" }, shelf: { type: "string" } } };
const PAGE = { type: "object", properties: { total: { type: "integer" }, things: { type: "array", items: THING } } };

/** An API of operations, each with the schema of its response, if it has one. */
function resourcesOf(table: Readonly<Record<string, readonly [Method, path: string, schema?: JsonSchema]>>): Resources {
	const operations: Record<string, OperationDescriptor> = {};
	const payloads: GeneratedApi["payloads"]["operations"] = Object.fromEntries(
		Object.entries(table).map(([id, [method, path, schema]]) => {
			const mediaTypes = schema === undefined ? [] : ["application/json"];
			operations[id] = {
				...{ method, path, server: SERVER, secured: false, parameters: {} },
				responses: { 200: mediaTypes },
			};
			const headers = { pointer: "", schema: {}, descriptors: {} };
			const place = { pointer: "", source: [], examples: {}, headers, headerExamples: {} };
			const body = schema === undefined ? {} : { body: { pointer: "", schema } };
			const request = { pointer: "", source: [], tags: [], request: {}, parameterExamples: {}, examples: {} };
			return [id, { ...request, responses: { 200: { ...place, ...body } } }];
		}),
	);
	const api = { operations, requestValidators: {}, responseValidators: {}, payloads: { schemas: {}, operations: payloads } };
	return new Resources(api, { propertyNameFor: (name) => name, idField: "id" });
}

describe("the action of an operation follows from its method, and from what its path leads to", () => {
	test.each<[title: string, Parameters<typeof resourcesOf>[0], Record<string, Action>]>([
		[
			"a collection",
			{
				list: ["GET", "/things", PAGE],
				create: ["POST", "/things", THING],
				changeAll: ["PATCH", "/things"],
				removeAll: ["DELETE", "/things"],
				fetch: ["GET", "/things/{Id}", THING],
				replace: ["PUT", "/things/{Id}", THING],
				remove: ["DELETE", "/things/{Id}"],
			},
			{
				...{ list: "list", create: "create", changeAll: "updateAll", removeAll: "deleteAll" },
				...{ fetch: "fetch", replace: "update", remove: "delete" },
			},
		],
		[
			"a resource that is alone below its parent",
			{
				read: ["GET", "/things/{Id}/cover", THING],
				replace: ["PUT", "/things/{Id}/cover", THING],
				remove: ["DELETE", "/things/{Id}/cover"],
			},
			{ read: "fetch", replace: "update", remove: "delete" },
		],
		["a resource that can only be replaced", { replace: ["PUT", "/things/{Id}/cover"] }, { replace: "update" }],
		[
			"a collection that cannot be read, and is known by its items",
			{ removeAll: ["DELETE", "/things"], fetch: ["GET", "/things/{Id}", THING] },
			{ removeAll: "deleteAll", fetch: "fetch" },
		],
		[
			"a collection that cannot be read, and is known by its creation",
			{ removeAll: ["DELETE", "/things"], create: ["POST", "/things", THING] },
			{ removeAll: "deleteAll", create: "create" },
		],
		[
			"a POST below an item",
			{
				fetch: ["GET", "/things/{Id}", THING],
				archive: ["POST", "/things/{Id}/archive", THING],
				ping: ["POST", "/things/{Id}/ping"],
				unlock: ["POST", "/things/{Id}:unlock"],
				annotate: ["POST", "/things/{Id}/notes", { type: "object", properties: { id: {}, text: {} } }],
				addPart: ["POST", "/things/{Id}/parts", THING],
				fetchPart: ["GET", "/things/{Id}/parts/{Part}", THING],
				order: ["POST", "/orders/{Order}/cancel", THING],
			},
			{
				...{ fetch: "fetch", archive: "trigger", ping: "trigger", unlock: "trigger" },
				...{ annotate: "create", addPart: "create", fetchPart: "fetch", order: "create" },
			},
		],
		[
			"a POST below a resource that is alone",
			{ read: ["GET", "/things/{Id}/cover", THING], reset: ["POST", "/things/{Id}/cover/reset", THING] },
			{ read: "fetch", reset: "trigger" },
		],
		[
			"a POST below a collection",
			{ list: ["GET", "/things", PAGE], import: ["POST", "/things/import", THING] },
			{ list: "list", import: "create" },
		],
	])("%s", (_, table, actions) => {
		const resources = resourcesOf(table);
		expect(Object.fromEntries(Object.keys(table).map((id) => [id, resources.view(id).action]))).toEqual(actions);
	});
});

test("paths with a suffix, with other parameter names and without are the same resources", () => {
	const resources = resourcesOf({
		list: ["GET", "/shelves/{Shelf}/things.json", PAGE],
		create: ["POST", "/shelves/{ShelfId}/things", THING],
		fetch: ["GET", "/shelves/{S}/things/{Id}", THING],
		fetchDocument: ["GET", "/shelves/{S}/things/{Id}.json", THING],
	});
	expect([...resources.all].map(({ key }) => key)).toEqual([`${SERVER}/shelves/{}/things`]);
	expect(resources.view("list").resourcePath).toEqual({ before: "/shelves/{Shelf}/things/", after: ".json" });
	expect(resources.view("create").resourcePath).toEqual({ before: "/shelves/{ShelfId}/things/", after: "" });
	expect(resources.view("fetchDocument").itemParameter).toBe("Id");
});

test("a path parameter names an item of the collection before it; only the last one is the operation's own", () => {
	const resources = resourcesOf({
		fetch: ["GET", "/shelves/{Shelf}/things/{Id}", THING],
		range: ["GET", "/ranges/{From}-{To}", THING],
	});
	expect(resources.view("fetch").parameters.map(({ name, key, isItem }) => [name, key, isItem])).toEqual([
		["Shelf", `${SERVER}/shelves`, false],
		["Id", `${SERVER}/shelves/{}/things`, true],
	]);
	expect(resources.view("range").parameters.map(({ name, isItem }) => [name, isItem])).toEqual([
		["From", false],
		["To", true],
	]);
});

test("a trigger is about the resource above its path", () => {
	const resources = resourcesOf({
		fetch: ["GET", "/things/{Id}", THING],
		archive: ["POST", "/things/{Id}/archive", THING],
		read: ["GET", "/things/{Id}/cover", THING],
		reset: ["POST", "/things/{Id}/cover/reset", THING],
	});
	expect(resources.of("archive")).toBe(resources.of("fetch"));
	expect(resources.view("archive")).toMatchObject({
		itemParameter: "Id",
		parameters: [{ name: "Id", isItem: true }],
		resourcePath: { before: "/things/", after: "" },
	});
	expect(resources.of("reset")).toBe(resources.of("read"));
	expect(resources.view("reset").parameters).toMatchObject([{ name: "Id", isItem: false }]);
});

test.each(["/things/a-{Id}-b", "/things/a-{Id}.txt", "/things/{Id}_b", "/things/{Id}"])("%s leads to an item", (path) => {
	const resources = resourcesOf({
		create: ["POST", "/things", THING],
		fetch: ["GET", path, THING],
		fetchPart: ["GET", `${path}/parts/{Part}`, THING],
	});
	expect(resources.of("fetch")).toBe(resources.of("create"));
	expect(resources.of("fetch").singleton).toBe(false);
	const [before, after] = path.split("{Id}");
	expect(resources.view("create").resourcePath).toEqual({ before, after });
	expect(resources.view("fetchPart").parameters[0]).toMatchObject({ name: "Id", key: resources.of("fetch").key, isItem: false });
});

test("a list shows the members of its items", () => {
	const resources = resourcesOf({ list: ["GET", "/things", PAGE], fetch: ["GET", "/things/{Id}", THING] });
	expect([...resources.view("list").members.keys()]).toEqual(["id", "shelf"]);
	expect([...resources.of("fetch").members.keys()]).toEqual(["id", "shelf"]);
});

test("a method that says nothing of resources is named", () => {
	expect(() => resourcesOf({ ask: ["OPTIONS", "/things"] })).toThrow("OPTIONS /things: expected one of GET, HEAD, POST");
});
