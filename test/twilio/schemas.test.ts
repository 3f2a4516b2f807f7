import type { StandardSchemaV1 } from "@standard-schema/spec";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDocumentReader } from "../../scripts/pipeline/document-reader.ts";
import { describedValuesOf } from "../../scripts/pipeline/examples-of.ts";
import type { Schema } from "../../scripts/pipeline/openapi.ts";
import { valueAt } from "../../src/core/operation/json-pointer.ts";
import { schemas } from "../../src/schemas.ts";
import { bundle } from "../description/bundle.ts";

type SchemaName = keyof typeof schemas;

const reader = createDocumentReader(bundle);
const names = Object.keys(reader.schemas) as SchemaName[];

/** A value of an example, with the component that describes it. */
interface Use {
	readonly name: SchemaName;
	readonly value: unknown;
}

/** The components that describe a value or a part of it. */
function usesOf(schema: Schema | boolean | undefined, value: unknown): Use[] {
	if (typeof schema !== "object" || value === undefined || value === null) return [];
	const { $ref, allOf = [], anyOf = [], items, properties = {} } = schema as Schema & { readonly $ref?: string };
	if ($ref !== undefined) return [{ name: nameOf($ref), value }, ...usesOf(valueAt(bundle, $ref.slice(1)) as Schema, value)];
	return [
		...[...allOf, ...anyOf].flatMap((part) => usesOf(part as Schema, value)),
		...(Array.isArray(value) ? value.flatMap((item) => usesOf(items as Schema, item)) : []),
		...Object.entries(properties).flatMap(([name, member]) => usesOf(member as Schema, Object(value)[name])),
	];
}

const nameOf = ($ref: string) => $ref.replace("#/components/schemas/", "") as SchemaName;

const ofComponents = names.map((name) => ({ name, schema: { $ref: `#/components/schemas/${name}` } as Schema }));
const uses = describedValuesOf(reader).flatMap(({ schema, pointer, value }) => {
	// An example of a component itself describes the component.
	const [, owner] = /^\/components\/schemas\/([^/]+)\/examples?(?:\/\d+)?$/.exec(pointer) ?? [];
	return usesOf(ofComponents.find(({ name }) => name === owner)?.schema ?? schema, value);
});

const validate = (schema: StandardSchemaV1, value: unknown) =>
	schema["~standard"].validate(value) as StandardSchemaV1.Result<unknown>;

const pathsOf = (name: SchemaName, value: unknown) => validate(schemas[name], value).issues?.map(({ path }) => path);

test("every named schema of the description is in the table", () => {
	expect(Object.keys(schemas).sort()).toEqual([...names].sort());
	for (const schema of Object.values(schemas))
		expect(schema["~standard"]).toMatchObject({ version: 1, vendor: "twilio-messages" });
});

describe.each(names)("%s", (name) => {
	const values = uses.filter((use) => use.name === name).map(({ value }) => value);

	test("accepts every part of a documented example that it describes", () => {
		expect(values.length).toBeGreaterThan(0);
		for (const value of values) expect(validate(schemas[name], value)).toEqual({ value });
	});

	test("rejects a broken one at the place that is broken", () => {
		const { required, properties } = reader.members(reader.schemas[name] as Schema, `/components/schemas/${name}`);
		const [value] = values;
		if (typeof value !== "object") return expect(pathsOf(name, [value])).toContainEqual([]);
		for (const member of required) expect(pathsOf(name, { ...value, [member]: undefined })).toEqual([[member]]);
		// No member is described as a list of lists.
		for (const member of Object.keys(properties))
			expect(pathsOf(name, { ...value, [member]: [[]] })?.map((path) => path?.[0])).toContain(member);
	});
});

test("a path leads into lists", () => {
	const page = uses.find(({ name }) => name === "ServiceConversationMessagePage")?.value as { messages: object[] };
	const [message] = page.messages;
	const broken = { ...page, messages: [message, { ...message, sid: "CHaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }] };
	expect(pathsOf("ServiceConversationMessagePage", broken)).toEqual([["messages", 1, "sid"]]);
});

test("whatever the value is, it is returned, or has issues at places in it", () => {
	const anything = fc.anything({
		withBigInt: true,
		withDate: true,
		withMap: true,
		withSet: true,
		withNullPrototype: true,
		withObjectString: true,
		withSparseArray: true,
		withTypedArray: true,
	});
	// An example of which one member is anything goes further than what is random as a whole.
	const nearExample = fc
		.tuple(fc.constantFrom(...uses), fc.string(), anything)
		.chain(([{ name, value }, other, member]) =>
			fc.constantFrom(other, ...Object.keys(Object(value))).map((key) => ({ name, value: { ...Object(value), [key]: member } })),
		);
	const random = fc.record({ name: fc.constantFrom(...names), value: anything });
	fc.assert(
		fc.property(fc.oneof(random, nearExample), ({ name, value }) => {
			const { issues, ...accepted } = validate(schemas[name], value);
			if (issues === undefined) expect(Object(accepted).value).toBe(value);
			else expect(issues.length).toBeGreaterThan(0);
			for (const { path = [] } of issues ?? []) {
				const parent = path.slice(0, -1).reduce<unknown>((each, key) => Object(each)[key as string], value);
				if (path.length > 0) expect(typeof parent).toBe("object");
			}
		}),
		{ numRuns: 2000 },
	);
});

describe("what takes a Standard Schema takes them", () => {
	/** The function that the standard gives as its example of a consumer. */
	async function standardValidate<T extends StandardSchemaV1>(
		schema: T,
		input: StandardSchemaV1.InferInput<T>,
	): Promise<StandardSchemaV1.InferOutput<T>> {
		let result = schema["~standard"].validate(input);
		if (result instanceof Promise) result = await result;
		if (result.issues) throw new Error(JSON.stringify(result.issues, null, 2));
		return result.value;
	}

	test("the example of the standard", async () => {
		const body: string | undefined = (await standardValidate(schemas.CreateChannelMessageForm, { Body: "Hello" })).Body;
		expect(body).toBe("Hello");
		// @ts-expect-error a number where a string belongs
		const invalid = standardValidate(schemas.CreateChannelMessageForm, { Body: 1 });
		await expect(invalid).rejects.toThrow(/"message": "expected type string, got a number",\s+"path": \[\s+"Body"\s+\]/);
	});

	test("Vitest's schemaMatching", () => {
		const message = uses.find(({ name }) => name === "ConversationMessage")?.value as object;
		expect({ message }).toEqual({ message: expect.schemaMatching(schemas.ConversationMessage) });
		expect({ message: { ...message, index: "0" } }).not.toEqual({
			message: expect.schemaMatching(schemas.ConversationMessage),
		});
	});
});
