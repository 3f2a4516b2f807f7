import type { DescriptionDifference } from "../../../src/core/compare/result.ts";
import { countOf } from "../../../src/core/operation/count-of.ts";
import { show } from "../../../src/core/operation/describe-rule.ts";
import type { PaginationDescriptor, ValueDescriptor } from "../../../src/core/operation/descriptor.ts";
import { valueAt } from "../../../src/core/operation/json-pointer.ts";
import { successStatus } from "../../../src/core/operation/response.ts";
import { encodeValue } from "../../../src/core/operation/value.ts";
import { type PlacedOperation, requestStarts } from "./request-candidates.ts";
import { responseStarts, writeResponse } from "./response-candidates.ts";
import type { SideOperation } from "./side.ts";
import type { Witness } from "./witness.ts";

type Pair<Value> = readonly [base: Value, head: Value];

/** A call that the generated client of one description has, and the other does not. */
export function callWitness([base, head]: Pair<SideOperation>): Witness | undefined {
	if (base.id === head.id) return undefined;
	return { summary: `client.${base.id}(…)`, base: `calls it ${base.id}`, head: `calls it ${head.id}` };
}

/** A call with an argument whose name only one description knows. */
export function argumentWitness({ operation, place }: PlacedOperation, { values }: DescriptionDifference): Witness {
	const [own, other] = [String(values.here), String(values.there)];
	const value = requestStarts(operation)[0]?.[place.part === "path" ? "path" : "header"]?.[own] ?? "text";
	const summary = `client.${operation.id}({ ${own}: ${show(value)} })`;
	return { summary, base: `calls the argument ${own}`, head: `calls the argument ${other}` };
}

/** A call with null, which one description can write and the other cannot. On the wire, null may be an empty text in both. */
export function nullWitness([base, head]: Pair<PlacedOperation>): Witness | undefined {
	const name = base.place.members[0] ?? "";
	const written = [base, head].map((placed) => writtenNull(placed, name));
	const [own, other] = written;
	if (own === undefined || other === undefined || own === other) return undefined;
	return { summary: `client.${base.operation.id}({ ${name}: null })`, base: own, head: other };
}

function writtenNull({ operation, place }: PlacedOperation, name: string): string | undefined {
	const { parameters, body } = operation.model().descriptor;
	const isForm = body?.mediaType === "application/x-www-form-urlencoded";
	const field = place.part !== "body" ? parameters[name] : isForm ? (body.fields[name] as ValueDescriptor) : undefined;
	if (field === undefined) return undefined;
	try {
		return `writes it as ${show(encodeValue(field, null).join(","))}`;
	} catch (error) {
		return `cannot write it: ${(error as Error).message}`;
	}
}

/** A page, of which the two descriptions find the items or the next page at different places. */
export function pageWitness([base, head]: Pair<SideOperation>, { values }: DescriptionDifference): Witness | undefined {
	const status = successStatus(base.model().descriptor);
	const model = base.model().responses[status];
	const mediaType = Object.keys(base.response(status)?.content ?? {})[0];
	const [parts] = model === undefined ? [] : responseStarts(base, model, mediaType);
	if (model === undefined || parts === undefined) return undefined;
	const read = (pagination: unknown) => readPage(pagination as PaginationDescriptor | undefined, parts.body);
	const told = { base: read(base.model().descriptor.pagination), head: read(head.model().descriptor.pagination) };
	if (told.base === told.head || values.here === undefined) return undefined;
	return { summary: `a page of ${base.title}`, response: writeResponse(status, model, parts, mediaType), ...told };
}

function readPage(pagination: PaginationDescriptor | undefined, body: unknown): string {
	if (pagination === undefined) return "finds no pages";
	const items = valueAt(body, pagination.items);
	const found = Array.isArray(items) ? countOf(items.length, "item") : "no items";
	const next = show(valueAt(body, pagination.next) ?? null);
	return `finds ${found} at ${pagination.items}, and the next page ${next} at ${pagination.next}`;
}
