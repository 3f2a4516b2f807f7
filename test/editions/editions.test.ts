import { describe, expect, test } from "vitest";
import { editionsOf } from "../../scripts/editions/editions.ts";
import type { OpenApi, PathItem } from "../../scripts/pipeline/openapi.ts";

const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const operation = (operationId: string, tag: string, component: string, more: object = {}) => ({
	operationId,
	tags: [tag],
	responses: { 200: { description: "", content: { "application/json": { schema: schema(component) } } } },
	...more,
});

function bundle(servers: readonly string[], webhookTags: readonly string[] = ["A"]): OpenApi {
	const [first, second] = servers.map((url) => ({ url, description: "One of two." }));
	const paths = {
		"/a": {
			servers: [first],
			summary: "s",
			"x-kept": 1,
			get: operation("readA", "A", "Outer"),
			post: operation("writeB", "B", "B", { servers: [second] }),
		},
		"/b": { servers: [second], get: operation("readB", "B", "B", { security: [{ key: [] }] }) },
	};
	const webhooks = { changed: { post: { ...operation("changed", "", "Hook"), tags: webhookTags } } };
	return {
		openapi: "3.1.1",
		info: { title: "T", version: "1", summary: "Short.", description: "Long.\n", license: { name: "MIT", identifier: "MIT" } },
		security: [{ basic: [] }],
		tags: [{ name: "A" }, { name: "B" }, { name: "Hooks" }],
		paths,
		webhooks,
		components: {
			schemas: {
				Outer: {
					type: "object",
					properties: { inner: schema("Inner") },
					discriminator: { propertyName: "x", mapping: { i: "Mapped" } },
				},
				Inner: { type: "string" },
				Mapped: { type: "object" },
				B: { type: ["integer", "null"], examples: [{ $ref: "#/components/schemas/Unused" }] },
				Hook: { type: "boolean" },
				Unused: {},
			},
			securitySchemes: { basic: { type: "http", scheme: "basic" }, key: { type: "apiKey" } },
		},
	} as unknown as OpenApi;
}

function read(document: OpenApi): Record<string, OpenApi & Record<string, unknown>> {
	return Object.fromEntries(editionsOf(document).map(({ path, content }) => [path, JSON.parse(content)]));
}

const TWO = ["https://one.example.com", "https://two.example.com/base"];

describe("an edition per host", () => {
	const editions = read(bundle(TWO));
	const one = editions["openapi.one.json"];
	const two = editions["openapi.two.json"];

	test("is named by the first label of the host, and has a 3.0.3 of it", () => {
		expect(Object.entries(editions).map(([path, { openapi }]) => [path, openapi])).toEqual([
			["openapi.one.json", "3.1.1"],
			["openapi.one.3.0.json", "3.0.3"],
			["openapi.two.json", "3.1.1"],
			["openapi.two.3.0.json", "3.0.3"],
		]);
	});

	test("has the operations of that host, whose server is at its root only", () => {
		expect(idsOf(one?.paths)).toEqual({ "/a": ["readA"] });
		expect(idsOf(two?.paths)).toEqual({ "/a": ["writeB"], "/b": ["readB"] });
		expect(one?.paths?.["/a"]).toMatchObject({ summary: "s", "x-kept": 1 });
		expect([one?.servers?.[0]?.url, two?.servers?.[0]?.url]).toEqual(TWO);
		expect(JSON.stringify([one?.paths, two?.paths])).not.toContain('"servers"');
		expect(one?.info.description).toBe(`Long.\n\nThis edition has the operations of ${TWO[0]}.`);
	});

	test("has the tags and components that they use, also through each other, and no other", () => {
		expect(one?.tags).toEqual([{ name: "A" }]);
		expect(Object.keys(one?.components?.schemas ?? {})).toEqual(["Outer", "Inner", "Mapped", "Hook"]);
		expect(Object.keys(two?.components?.schemas ?? {})).toEqual(["B"]);
		expect(Object.keys(one?.components?.securitySchemes ?? {})).toEqual(["basic"]);
		expect(Object.keys(two?.components?.securitySchemes ?? {})).toEqual(["basic", "key"]);
	});

	test("has the webhooks that share a tag with it, and those that share none with any", () => {
		expect([one?.webhooks !== undefined, two?.webhooks !== undefined]).toEqual([true, false]);
		const shared = read(bundle(TWO, ["Hooks"]));
		for (const part of ["one", "two"]) {
			expect(idsOf(shared[`openapi.${part}.json`]?.webhooks)).toEqual({ changed: ["changed"] });
			expect(shared[`openapi.${part}.json`]?.tags?.at(-1)).toEqual({ name: "Hooks" });
			expect(shared[`openapi.${part}.3.0.json`]?.webhooks).toBeUndefined();
			expect(shared[`openapi.${part}.3.0.json`]?.components?.schemas).not.toHaveProperty("Hook");
		}
	});

	test.each([
		[
			["https://api.one.com", "https://api.two.com/v2/"],
			["api.one.com", "api.two.com-v2"],
		],
		[
			["https://one.com/v1", "https://one.com/v2"],
			["one.com-v1", "one.com-v2"],
		],
		[
			["http://127.0.0.1:80", "http://127.0.0.1:90"],
			["127.0.0.1-80", "127.0.0.1-90"],
		],
	])("has a name of its own where %s share the first label", (servers, labels) => {
		expect(Object.keys(read(bundle(servers)))).toEqual(
			labels.flatMap((label) => [`openapi.${label}.json`, `openapi.${label}.3.0.json`]),
		);
	});

	test("leaves the bundle as it is", () => {
		const document = bundle(TWO);
		editionsOf(document);
		expect(document).toEqual(bundle(TWO));
	});
});

test("the information of a 3.0.3 says what it lacks; a licence has its address", () => {
	expect(read(bundle(TWO))["openapi.one.3.0.json"]?.info).toEqual({
		title: "T",
		version: "1",
		description: `Short.\n\nLong.\n\nThis edition has the operations of ${TWO[0]}.\n\nOpenAPI 3.0 has no webhooks. They are in the edition in OpenAPI 3.1.`,
		license: { name: "MIT", url: "https://spdx.org/licenses/MIT.html" },
	});
});

test("a reference with a description of its own is replaced by its target in 3.0", () => {
	const document = bundle(TWO);
	const parameters = { Id: { name: "id", in: "query", description: "General.", schema: { const: 1 } } };
	Object.assign(document.components ?? {}, { parameters });
	const referring = [{ $ref: "#/components/parameters/Id", description: "Own." }];
	Object.assign(document.paths?.["/a"] ?? {}, { parameters: referring });
	const { paths, components } = read(document)["openapi.one.3.0.json"] ?? {};
	expect(paths?.["/a"]?.parameters).toEqual([{ ...parameters.Id, description: "Own.", schema: { enum: [1] } }]);
	expect(components).not.toHaveProperty("parameters");
});

function idsOf(items: Record<string, PathItem> = {}): Record<string, string[]> {
	const ids = (item: PathItem) => Object.values(item).flatMap((each) => (each as { operationId?: string }).operationId ?? []);
	return Object.fromEntries(Object.entries(items).map(([key, item]) => [key, ids(item)]));
}
