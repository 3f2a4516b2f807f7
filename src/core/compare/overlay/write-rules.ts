import { fromPointer, toPointer } from "../../operation/json-pointer.ts";
import type { DescribedOperation } from "../description.ts";

type Rules = Readonly<Record<string, unknown>>;
/** Members of a schema; one that is undefined has to be removed. */
type WrittenMembers = Record<string, unknown>;

/** A version of OpenAPI, as far as schemas are concerned. */
export type Dialect = "3.0" | "3.1";

export function dialectOf(document: unknown): Dialect {
	return /^3\.0\./.test(String((document as WrittenMembers).openapi)) ? "3.0" : "3.1";
}

/** Keywords that are written as they are called. */
const PLAIN = [
	...["pattern", "format", "const", "minLength", "maxLength", "multipleOf", "minItems", "maxItems", "uniqueItems"],
	...["default", "deprecated"],
];
const NUMBERS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

/** The rules that a schema states, and that can be written. */
export const SCHEMA_RULES = ["type", "nullable", ...PLAIN, "enum", ...NUMBERS, "contentMediaType"];

/** The members of a schema that state one of its rules in a dialect. */
export function ruleMembers(keyword: string, rules: Rules, dialect: Dialect): WrittenMembers {
	if (keyword === "type" || keyword === "nullable") return typeMembers(rules, dialect);
	if (keyword === "enum") return { enum: enumOf(rules) };
	if (keyword === "contentMediaType" && dialect === "3.0")
		return { "x-contentMediaType": rules.contentMediaType, contentMediaType: undefined };
	if (!NUMBERS.includes(keyword)) return { [keyword]: rules[keyword] };
	return keyword.endsWith("inimum")
		? limitMembers("minimum", "exclusiveMinimum", rules, dialect)
		: limitMembers("maximum", "exclusiveMaximum", rules, dialect);
}

function typeMembers(rules: Rules, dialect: Dialect): WrittenMembers {
	const names = [rules.type ?? []].flat() as string[];
	const isNullable = rules.nullable === undefined;
	const values = rules.enum === undefined ? {} : { enum: enumOf(rules) };
	if (dialect === "3.0") return { type: names.length === 1 ? names[0] : undefined, nullable: isNullable || undefined, ...values };
	const all = isNullable && names.length > 0 ? [...names, "null"] : names;
	return { type: all.length > 1 ? all : all[0], nullable: undefined, ...values };
}

/** Null has to be among the values where it is allowed. */
function enumOf({ enum: values, nullable }: Rules): unknown {
	if (!Array.isArray(values)) return undefined;
	const others = values.filter((value) => value !== null);
	return nullable === undefined ? [...others, null] : others;
}

function limitMembers(plain: string, exclusive: string, rules: Rules, dialect: Dialect): WrittenMembers {
	if (dialect === "3.1") return { [plain]: rules[plain], [exclusive]: rules[exclusive] };
	const isExclusive = rules[exclusive] !== undefined;
	return { [plain]: isExclusive ? rules[exclusive] : rules[plain], [exclusive]: isExclusive || undefined };
}

/** Writes the schema of a place from the rules of all places of an operation: the opposite of reading it. */
export function writeSchema({ values }: Pick<DescribedOperation, "values">, place: string, dialect: Dialect): WrittenMembers {
	const rules = values.get(place) ?? { nullable: false };
	const names = membersBelow(values, place);
	const isList = [rules.type].flat().includes("array");
	const properties = isList ? [] : names;
	const required = properties.filter((name) => values.get(place + toPointer([name]))?.required === true);
	const written = Object.assign({}, ...SCHEMA_RULES.map((keyword) => ruleMembers(keyword, rules, dialect)));
	const schema = {
		...written,
		...(required.length > 0 && { required }),
		...(properties.length > 0 && {
			properties: Object.fromEntries(
				properties.map((name) => [name, writeSchema({ values }, place + toPointer([name]), dialect)]),
			),
		}),
		...(isList && { items: names.includes("0") ? writeSchema({ values }, `${place}/0`, dialect) : {} }),
	};
	return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

function membersBelow(values: DescribedOperation["values"], place: string): string[] {
	const start = `${place}/`;
	const below = [...values.keys()].filter((one) => one.startsWith(start) && !one.slice(start.length).includes("/"));
	return below.map((one) => fromPointer(one).at(-1) ?? "");
}

/** Writes a parameter, whose name may be another than ours. */
export function writeParameter(operation: DescribedOperation, place: string, name: string, dialect: Dialect): WrittenMembers {
	const [, part] = fromPointer(place);
	const { required, deprecated } = operation.values.get(place) ?? {};
	const { deprecated: _, ...schema } = writeSchema(operation, place, dialect);
	return { name, in: part, ...(required === true && { required }), ...(deprecated === true && { deprecated }), schema };
}

/** Writes the content of a request body or a response. */
export function writeContent(operation: DescribedOperation, place: string, dialect: Dialect): WrittenMembers {
	const { mediaTypes = ["application/json"] } = operation.values.get(place) ?? {};
	const schema = writeSchema(operation, place, dialect);
	return Object.fromEntries((mediaTypes as string[]).map((name) => [name, { schema }]));
}

export function writeDescribedResponse(operation: DescribedOperation, status: string, dialect: Dialect): WrittenMembers {
	const place = toPointer(["response", status, "body"]);
	const description = `The response with status ${status}.`;
	return { description, ...(hasPlace(operation, place) && { content: writeContent(operation, place, dialect) }) };
}

export function writeRequestBody(operation: DescribedOperation, dialect: Dialect): WrittenMembers {
	const { required } = operation.values.get("/request/body") ?? {};
	return { ...(required === true && { required }), content: writeContent(operation, "/request/body", dialect) };
}

/** @param names those of the parameters of the path, in their order */
export function writeOperation(operation: DescribedOperation, names: readonly string[], dialect: Dialect): WrittenMembers {
	const places = [...operation.values.keys()].map((place) => [place, fromPointer(place)] as const);
	const parameters = places.filter(
		([, segments]) => segments.length === 3 && segments[0] === "request" && segments[1] !== "body",
	);
	const statuses = places.filter(([, segments]) => segments.length === 2 && segments[0] === "response");
	const { deprecated } = operation.values.get("/request") ?? {};
	return {
		operationId: operation.operationId,
		...(deprecated === true && { deprecated }),
		...(parameters.length > 0 && {
			parameters: parameters.map(([place, [, part, name = ""]]) => {
				return writeParameter(operation, place, part === "path" ? (names[Number(name) - 1] ?? name) : name, dialect);
			}),
		}),
		...(hasPlace(operation, "/request/body") && { requestBody: writeRequestBody(operation, dialect) }),
		responses: Object.fromEntries(
			statuses.map(([, [, status = ""]]) => [status, writeDescribedResponse(operation, status, dialect)]),
		),
	};
}

function hasPlace({ values }: DescribedOperation, place: string): boolean {
	return values.has(place) || membersBelow(values, place).length > 0;
}
