import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { OperationDescriptor } from "../../../src/core/operation/descriptor.ts";
import type { GeneratedApi } from "../../../src/core/operation/generated-api.ts";
import type { JsonSchema } from "../../../src/core/operation/json-schema.ts";
import type { OperationPayloads } from "../../../src/core/operation/payloads.ts";
import type { RequestValidators, ResponseValidators } from "../../../src/core/operation/violation.ts";
import { createApiSandbox } from "../../../src/core/sandbox/create-sandbox.ts";
import { operations as libraryOperations } from "../../fixtures/toy/generated/operations.ts";
import { payloads } from "../../fixtures/toy/generated/payloads.ts";
import { requestValidators } from "../../fixtures/toy/generated/validators/requests.js";
import { responseValidators } from "../../fixtures/toy/generated/validators/responses.js";
import { toyPolicy } from "./toy-policy.ts";

const json = { mediaTypes: ["application/json"], headers: {} };
const none = { mediaTypes: [], headers: {} };
const id = { in: "path", type: "string", required: true } as const;
const body = (...fields: string[]) =>
	({ mediaType: "application/json", required: true, fields: Object.fromEntries(fields.map((name) => [name, {}])) }) as const;
const base = { server: "https://garden.test/api", tags: [], secured: true };

/** A garden with beds, plants in them, and one weather. */
const garden: Record<string, OperationDescriptor> = {
	createBed: { ...base, method: "POST", path: "/beds", parameters: {}, body: body("name"), responses: { "201": json } },
	fetchBed: { ...base, method: "GET", path: "/beds/{bed}", parameters: { bed: id }, responses: { "200": json } },
	deleteBed: { ...base, method: "DELETE", path: "/beds/{bed}", parameters: { bed: id }, responses: { "204": none } },
	createPlant: {
		...base,
		method: "POST",
		path: "/beds/{bed}/plants",
		parameters: { bed: id },
		body: body("kind", "id", "height"),
		responses: { "201": json },
	},
	listPlants: {
		...base,
		method: "GET",
		path: "/beds/{bed}/plants",
		parameters: {
			bed: id,
			limit: { in: "query", type: "integer" },
			cursor: { in: "query", type: "string" },
			kind: { in: "query", type: "string" },
		},
		responses: { "200": json },
		pagination: { items: "/plants", next: "/next" },
	},
	replacePlant: {
		...base,
		method: "PUT",
		path: "/beds/{bed}/plants/{plant}",
		parameters: { bed: id, plant: id },
		body: body("kind"),
		responses: { "200": json },
	},
	readWeather: { ...base, method: "GET", path: "/weather", parameters: {}, responses: { "200": json } },
	setWeather: { ...base, method: "PATCH", path: "/weather", parameters: {}, body: body("sky"), responses: { "200": json } },
	elsewhere: {
		...base,
		server: "https://pond.test",
		method: "GET",
		path: "/beds/{fish}",
		parameters: { fish: id },
		responses: { "200": json },
	},
};

const bed = {
	type: "object",
	required: ["id", "name", "made", "self"],
	properties: {
		id: { type: "string", pattern: "^bed-[0-9]{4}$" },
		name: { type: "string" },
		made: { type: "string", format: "date-time" },
		self: { type: "string", format: "uri" },
		note: { type: ["string", "null"] },
	},
};
const plant = {
	type: "object",
	required: ["id", "bed", "kind", "height"],
	properties: {
		id: { type: "string", pattern: "^p[a-z]{6}$" },
		bed: { type: "string" },
		kind: { $ref: "Kind" },
		height: { type: "integer", minimum: 1 },
		state: { allOf: [{ type: "string" }, { enum: ["seed", "grown"] }] },
	},
};
const kind = { type: "string", enum: ["rose", "leek"] };
const weather = {
	type: "object",
	required: ["sky", "degrees"],
	properties: { sky: { type: "string", default: "clear" }, degrees: { type: "number", minimum: -40 } },
};
const fish = { type: "object", properties: { fish: { type: "string" } } };
const page = {
	type: "object",
	required: ["plants", "next"],
	properties: { plants: { type: "array", items: plant }, next: { type: ["string", "null"] } },
};

const responses: Record<string, object> = {
	createBed: bed,
	fetchBed: bed,
	createPlant: plant,
	listPlants: page,
	replacePlant: plant,
	readWeather: weather,
	setWeather: weather,
	elsewhere: fish,
};
const payloadsOf = ([name, operation]: [string, OperationDescriptor]): [string, OperationPayloads] => {
	const schema = responses[name] as JsonSchema | undefined;
	const response = {
		...{ pointer: "", source: [], examples: {}, headerExamples: {}, headers: { pointer: "", schema: {} } },
		...(schema && { body: { pointer: "", schema } }),
	};
	const status = Object.keys(operation.responses)[0] ?? "";
	return [name, { pointer: "", source: [], request: {}, parameterExamples: {}, examples: {}, responses: { [status]: response } }];
};

// biome-ignore lint/suspicious/noExplicitAny: the types of the package do not fit how it is imported
const Ajv = Ajv2020 as any;
const ajv = new Ajv({ strict: false, allErrors: true, formats: { "date-time": true, uri: /^https?:/ } });
ajv.addSchema(kind, "Kind");
const compile = (schema: object) => ajv.compile(schema);

const api: GeneratedApi = {
	operations: garden,
	requestValidators: Object.fromEntries(Object.keys(garden).map((name): [string, RequestValidators] => [name, {}])),
	responseValidators: Object.fromEntries(
		Object.entries(garden).map(([name, operation]): [string, Record<string, ResponseValidators>] => {
			const schema = responses[name];
			return [
				name,
				{ [Object.keys(operation.responses)[0] ?? ""]: { headers: () => true, ...(schema ? { body: compile(schema) } : {}) } },
			];
		}),
	),
	payloads: { schemas: { Kind: kind }, operations: Object.fromEntries(Object.entries(garden).map(payloadsOf)) },
};

function start(policy = toyPolicy(), options = {}) {
	const sandbox = createApiSandbox(api, policy, options);
	const ask = async (method: string, url: string, fields?: object) => {
		const response = await sandbox.handle({
			method,
			url,
			headers: { "x-key": "ann", "content-type": "application/json" },
			body: fields ? JSON.stringify(fields) : null,
		});
		return { status: response.status, body: JSON.parse(response.body ?? "null") };
	};
	return { sandbox, ask };
}

const HOME = "https://garden.test/api";

describe("an API of another kind, with another policy", () => {
	test("is served from its table and its schemas alone", async () => {
		const { ask } = start();
		const { body: made } = await ask("POST", `${HOME}/beds`, { name: "east" });
		expect(made).toEqual({
			id: expect.stringMatching(/^bed-\d{4}$/),
			name: "east",
			made: expect.stringMatching(/Z$/),
			self: `${HOME}/beds/${made.id}`,
			note: null,
		});
		expect(await ask("GET", made.self)).toEqual({ status: 200, body: made });
		const { body: rose } = await ask("POST", `${made.self}/plants`, { kind: "rose" });
		expect(rose).toEqual({ id: expect.stringMatching(/^p[a-z]{6}$/), bed: made.id, kind: "rose", height: 1, state: "seed" });
		expect((await ask("PUT", `${made.self}/plants/${rose.id}`, { kind: "leek" })).body).toEqual({ ...rose, kind: "leek" });
	});

	test("a field that does not fit its member is replaced, so that no answer breaks the description", async () => {
		const { ask } = start();
		const { body: made } = await ask("POST", `${HOME}/beds`, { name: "east" });
		expect((await ask("POST", `${made.self}/plants`, { kind: "oak", height: "tall" })).body).toMatchObject({
			kind: "rose",
			height: 1,
		});
	});

	test("an identifier of the client's own choice is kept, and not given twice", async () => {
		const { ask } = start();
		const { body: made } = await ask("POST", `${HOME}/beds`, { name: "east" });
		const fields = { id: "pabcdef", kind: "rose" };
		expect((await ask("POST", `${made.self}/plants`, fields)).body.id).toBe("pabcdef");
		expect((await ask("POST", `${made.self}/plants`, fields)).status).toBe(409);
	});

	test("a list has pages and filters", async () => {
		const { ask } = start();
		const { body: made } = await ask("POST", `${HOME}/beds`, { name: "east" });
		for (const kind of ["rose", "leek", "rose", "rose"]) await ask("POST", `${made.self}/plants`, { kind });
		const kinds: string[] = [];
		for (let url = `${made.self}/plants`; url !== null; ) {
			const { body } = await ask("GET", url);
			kinds.push(...body.plants.map((plant: { kind: string }) => plant.kind));
			url = body.next;
		}
		expect(kinds).toEqual(["rose", "leek", "rose", "rose"]);
		expect((await ask("GET", `${made.self}/plants?kind=leek`)).body.plants).toHaveLength(1);
	});

	test("what lies below something that is not there is not there; what lies below something deleted is gone", async () => {
		const { ask, sandbox } = start();
		expect((await ask("POST", `${HOME}/beds/bed-0000/plants`, { kind: "rose" })).status).toBe(404);
		const { body: made } = await ask("POST", `${HOME}/beds`, { name: "east" });
		await ask("POST", `${made.self}/plants`, { kind: "rose" });
		expect((await ask("DELETE", made.self)).status).toBe(204);
		expect((await ask("GET", `${made.self}/plants`)).status).toBe(404);
		expect(sandbox.snapshot().resources.flatMap(({ items }) => items)).toEqual([]);
	});

	test("a thing that is alone is there from the start, and can be changed", async () => {
		const { ask } = start();
		expect(await ask("GET", `${HOME}/weather`)).toEqual({ status: 200, body: { sky: "clear", degrees: 0 } });
		expect((await ask("PATCH", `${HOME}/weather`, { sky: "grey" })).body.sky).toBe("grey");
		expect((await ask("GET", `${HOME}/weather`)).body.sky).toBe("grey");
	});

	test("the server that was called decides between paths of the same shape; on a port of its own the first one wins", async () => {
		const { ask } = start();
		const { body: made } = await ask("POST", `${HOME}/beds`, { name: "east" });
		expect((await ask("GET", `https://pond.test/beds/${made.id}`)).status).toBe(404);
		expect((await ask("GET", `http://localhost:1/beds/${made.id}`)).body.self).toBe(`http://localhost:1/beds/${made.id}`);
		expect((await ask("GET", `http://localhost:1/api/beds/${made.id}`)).body.self).toBe(`http://localhost:1/api/beds/${made.id}`);
	});

	test("its accounts are apart, its seeds need no sequence of their own", async () => {
		const { sandbox, ask } = start(toyPolicy(), {
			seed: { resources: [{ account: "bob", path: "/beds", items: [{ id: "bed-0001", name: "north" }] }] },
		});
		expect((await ask("GET", `${HOME}/beds/bed-0001`)).status).toBe(404);
		expect(sandbox.snapshot().resources[0]).toMatchObject({ account: "bob", next: 1, items: [{ id: "bed-0001", $sequence: 0 }] });
	});
});

test("the generated toy API runs as well: JSON bodies, recursive schemas, a server with a path, two servers", async () => {
	const library: GeneratedApi = { operations: libraryOperations, requestValidators, responseValidators, payloads };
	const sandbox = createApiSandbox(library, toyPolicy());
	const headers = { "x-key": "ann", "content-type": "application/json" };
	const book = { id: "bk_00000001", title: "One", parts: [], sequel: null, author: { name: "A" } };
	const created = await sandbox.handle({
		method: "POST",
		url: "https://api.library.test/v2/books",
		headers,
		body: JSON.stringify(book),
	});
	expect([created.status, JSON.parse(created.body ?? "")]).toEqual([201, book]);
	const fetched = await sandbox.handle({
		method: "GET",
		url: "https://api.library.test/v2/books/bk_00000001",
		headers,
		body: null,
	});
	expect(JSON.parse(fetched.body ?? "")).toEqual(book);
	const list = await sandbox.handle({ method: "GET", url: "https://api.library.test/v2/books", headers, body: null });
	expect(JSON.parse(list.body ?? "")).toEqual({ books: [book], next: null });
	const note = await sandbox.handle({
		method: "POST",
		url: "https://api.library.test/v2/books/bk_00000001/notes",
		headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
		body: "Text=x&Tags=a&Tags=b",
	});
	expect(note).toMatchObject({ status: 204, body: null });
});
