import { expect, test } from "vitest";
import type { JsonSchema, JsonSchemas } from "../../src/core/operation/json-schema.ts";
import { viewSchema } from "../../src/core/operation/schema-view.ts";
import { bundle, model } from "./bundle.ts";
import { brokenFacts, factsOf } from "./fact.ts";
import { FACT_TABLES } from "./facts/index.ts";
import { partsOf } from "./parts.ts";

const facts = factsOf(FACT_TABLES);
const isDocumented = ({ source }: { source: string }) => source.startsWith("docs:");

test("every fact of the three documents, of Twilio's own files, of the examples and of Twilio's conventions holds in the bundle", () => {
	const broken = brokenFacts(bundle, facts);
	const documented = facts.filter(isDocumented).length;
	console.log(`${documented - broken.filter(isDocumented).length}/${documented} documented facts hold`);
	for (const { source } of FACT_TABLES) {
		const count = facts.filter((fact) => fact.source === source).length;
		console.log(`  ${count - broken.filter((fact) => fact.source === source).length}/${count} ${source}`);
	}
	expect(broken).toEqual([]);
});

test("no fact is stated twice", () => {
	const keys = facts.map(({ operationId, place, keyword }) => `${operationId} ${place} ${keyword}`);
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test("a fact about a place that is not there does not hold", () => {
	const fact = {
		source: "test",
		operationId: "fetchConversationMessage",
		place: "200 body nothing",
		keyword: "type",
		documented: "string",
	};
	expect(brokenFacts(bundle, [fact])).toHaveLength(1);
});

test("every member that an example shows is described", () => {
	const shown = partsOf(model).flatMap(({ name, schema, examples }) =>
		examples.flatMap((example) => membersShown(example, schema, model.schemas, name)),
	);
	const described = shown.filter(({ isDescribed }) => isDescribed);
	console.log(`${described.length}/${shown.length} facts that the examples show hold`);
	expect(shown.filter(({ isDescribed }) => !isDescribed)).toEqual([]);
});

test("a member that an example shows and nothing describes is reported by its place", () => {
	const schema = { properties: { items: { items: { properties: { id: {} } } } } };
	expect(membersShown({ items: [{ id: 1, extra: 2 }] }, schema, {}, "thing")).toEqual([
		{ place: "thing.items", isDescribed: true },
		{ place: "thing.items[].id", isDescribed: true },
		{ place: "thing.items[].extra", isDescribed: false },
	]);
});

/** Lists the members of a value, but for those of an object whose members the description leaves open. */
function membersShown(
	value: unknown,
	schema: JsonSchema | undefined,
	schemas: JsonSchemas,
	place: string,
): { place: string; isDescribed: boolean }[] {
	const { items, properties, open } = viewSchema(schema, schemas);
	if (Array.isArray(value)) return value.flatMap((item) => membersShown(item, items, schemas, `${place}[]`));
	if (properties === undefined || open || typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => [
		{ place: `${place}.${name}`, isDescribed: Object.hasOwn(properties, name) },
		...membersShown(inner, properties[name], schemas, `${place}.${name}`),
	]);
}
