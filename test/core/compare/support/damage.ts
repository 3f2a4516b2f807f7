import fc from "fast-check";
import { visitMembers } from "../../../../scripts/pipeline/visit-schemas.ts";

type Node = Record<string, unknown>;

/** A change of a document at a random place: which kind, and two numbers that choose the rest. */
export type Damage = readonly [kind: number, place: number, choice: number];

export const anyDamage: fc.Arbitrary<Damage> = fc.tuple(fc.nat(1000), fc.nat(100_000), fc.nat(1000));

/** Returns a copy of a document with changes of any kind. */
export function damageDocument<Document>(document: Document, damages: readonly Damage[]): Document {
	// One object can be at several places of a document that was written by hand.
	const copy = JSON.parse(JSON.stringify(document)) as Document;
	const kinds = Object.values(DAMAGES);
	for (const [kind, place, choice] of damages) kinds[kind % kinds.length]?.(copy as Node, place, choice);
	return copy;
}

export const DAMAGES: Readonly<Record<string, (document: Node, place: number, choice: number) => void>> = {
	"a keyword has another value": (document, place, choice) => {
		const schema = pick(scalarsIn(document), place);
		if (schema) Object.assign(schema, KEYWORDS[choice % KEYWORDS.length]);
	},
	"a keyword is missing": (document, place, choice) => {
		const schema = pick(scalarsIn(document), place);
		const keyword = pick(Object.keys(schema ?? {}), choice);
		if (schema && keyword) delete schema[keyword];
	},
	"null is allowed, or no longer": (document, place) => {
		const schema = pick(scalarsIn(document), place);
		if (schema) toggleNull(schema, document);
	},
	"a member is missing": (document, place, choice) => {
		const schema = pick(objectsIn(document), place);
		const name = pick(Object.keys(schema?.properties ?? {}), choice);
		if (schema && name) delete (schema.properties as Node)[name];
	},
	"there is one more member": (document, place, choice) => {
		const schema = pick(objectsIn(document), place);
		if (schema)
			Object.assign(schema.properties as Node, { [`more${choice}`]: { type: "object", properties: { x: { type: "string" } } } });
		if (schema && choice % 2 === 0) schema.required = [...((schema.required as string[]) ?? []), `more${choice}`];
	},
	"another member is required": (document, place, choice) => {
		const schema = pick(objectsIn(document), place);
		const name = pick(Object.keys(schema?.properties ?? {}), choice);
		const required = (schema?.required ?? []) as string[];
		if (schema && name && !required.includes(name)) schema.required = [...required, name];
		else if (schema && required.length > 1) schema.required = required.filter((each) => each !== name);
		else if (schema) delete schema.required;
	},
	"a parameter is missing": (document, place, choice) => {
		const owner = pick(ownersOfParameters(document), place);
		owner?.splice(choice % owner.length, 1);
	},
	"there is one more parameter": (document, place, choice) => {
		const owner = pick(ownersOfParameters(document), place);
		owner?.push({ name: `more${choice}`, in: "query", required: choice % 2 === 0, schema: { type: "string" } });
	},
	"a parameter is required, or no longer": (document, place) => {
		const parameter = pick(
			objectsLike(document, ({ in: part, schema }) => typeof part === "string" && part !== "path" && schema !== undefined),
			place,
		);
		if (parameter) parameter.required = parameter.required !== true;
	},
	"a status is missing": (document, place, choice) => {
		const operation = pick(operationsIn(document), place);
		const responses = (operation?.responses ?? {}) as Node;
		delete responses[pick(Object.keys(responses), choice) ?? ""];
	},
	"there is one more status": (document, place, choice) => {
		const operation = pick(operationsIn(document), place);
		const content = { "application/json": { schema: { type: "object" } } };
		if (operation)
			Object.assign(operation.responses as Node, {
				[460 + (choice % 30)]: { description: "More.", ...(choice % 2 === 0 && { content }) },
			});
	},
	"a body is missing": (document, place) => {
		const holder = pick(
			objectsLike(document, ({ content }) => typeof content === "object"),
			place,
		);
		delete holder?.content;
	},
	"a media type is another": (document, place, choice) => {
		const holder = pick(
			objectsLike(document, ({ content }) => typeof content === "object"),
			place,
		);
		const [media] = Object.values((holder?.content ?? {}) as Node);
		if (holder) holder.content = { "text/other": media, ...(choice % 2 === 0 && (holder.content as Node)) };
	},
	"an operation is missing": (document, place) => {
		const item = pick(
			objectsLike(document, ({ get, post }) => (get ?? post) !== undefined),
			place,
		);
		if (item) delete item[item.post === undefined ? "get" : "post"];
	},
	"an operation is deprecated, or no longer": (document, place) => {
		const operation = pick(operationsIn(document), place);
		if (operation) operation.deprecated = operation.deprecated !== true;
	},
	"a schema has two parts": (document, place, choice) => {
		const schema = pick(scalarsIn(document), place);
		if (schema === undefined) return;
		const { type, ...rest } = schema;
		for (const key of Object.keys(schema)) delete schema[key];
		Object.assign(schema, choice % 2 === 0 ? { allOf: [{ ...rest, type }] } : { ...rest, allOf: [{ type, maxLength: 7 }] });
	},
	"a component is written out": (document, place) => {
		const holder = pick(
			objectsLike(document, ({ $ref }) => typeof $ref === "string"),
			place,
		);
		if (holder === undefined) return;
		const target = targetOf(document, String(holder.$ref));
		delete holder.$ref;
		Object.assign(holder, structuredClone(target));
	},
};

const KEYWORDS: readonly Node[] = [
	...[{ maxLength: 3 }, { minLength: 2 }, { pattern: "^x" }, { format: "email" }, { enum: ["a", "b", null] }, { default: "d" }],
	...[{ type: "string" }, { type: "integer" }, { minimum: 5 }, { maximum: 500 }, { deprecated: true }, { minItems: 2 }],
];

function toggleNull(schema: Node, { openapi }: Node): void {
	if (String(openapi).startsWith("3.0")) schema.nullable = schema.nullable !== true;
	else if (Array.isArray(schema.type)) schema.type = schema.type.find((name) => name !== "null");
	else if (schema.type !== undefined) schema.type = [schema.type, "null"];
}

function scalarsIn(document: Node): Node[] {
	return objectsLike(document, ({ type, properties }) => type !== undefined && properties === undefined && isSchemaType(type));
}

function isSchemaType(type: unknown): boolean {
	return [type].flat().some((name) => ["string", "integer", "number", "boolean", "array"].includes(String(name)));
}

function objectsIn(document: Node): Node[] {
	return objectsLike(document, ({ properties, type }) => typeof properties === "object" && isObjectType(type));
}

function isObjectType(type: unknown): boolean {
	return type === undefined || [type].flat().includes("object");
}

function operationsIn(document: Node): Node[] {
	return objectsLike(document, ({ responses, operationId }) => operationId !== undefined && typeof responses === "object");
}

function ownersOfParameters(document: Node): unknown[][] {
	const owners = objectsLike(document, ({ parameters }) => Array.isArray(parameters) && parameters.length > 0);
	return owners.map(({ parameters }) => parameters as unknown[]);
}

/** All objects of a document that look like this, in a fixed order; not those of examples. */
function objectsLike(document: Node, isLike: (object: Node) => boolean): Node[] {
	const found: Node[] = [];
	visitMembers(document, (member, path) => {
		const isData =
			["example", "examples", "default", "enum", "headers"].includes(path.at(-1) ?? "") && path.at(-2) !== "properties";
		if (isData) return false;
		if (typeof member === "object" && member !== null && !Array.isArray(member) && isLike(member as Node))
			found.push(member as Node);
		return true;
	});
	return found;
}

function targetOf(document: Node, reference: string): unknown {
	return reference
		.split("/")
		.slice(1)
		.reduce<unknown>((node, key) => (node as Node)[key], document);
}

function pick<Item>(items: readonly Item[], choice: number): Item | undefined {
	return items[choice % items.length];
}
