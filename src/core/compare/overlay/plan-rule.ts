import { isRecord } from "../../operation/is-record.ts";
import { toPointer } from "../../operation/json-pointer.ts";
import { type DescribedOperation, operationKey } from "../description.ts";
import { readDescription } from "../read-description.ts";
import type { Correction, Edit, RepairContext } from "./correction.ts";
import type { DocumentOperation, DocumentPlace } from "./document-places.ts";
import { ruleMembers, SCHEMA_RULES, writeSchema } from "./write-rules.ts";

/** Makes a schema state one rule as ours does. */
export function planRule(
	cause: Correction,
	operation: DocumentOperation,
	own: DescribedOperation,
	context: RepairContext,
): Edit | undefined {
	const { place, keyword = "" } = cause;
	const found = operation.places.get(place);
	if (found === undefined || !SCHEMA_RULES.includes(keyword)) return undefined;
	const members = ruleMembers(keyword, wantedRules(cause, own, context), context.dialect);
	const effect = JSON.stringify([keyword, members], (_, value) => value ?? null);
	const stating = found.layers.filter(({ pointer }) => isStated(keyword, members, context.document.at(pointer)));
	if (stating.length > 1 || stating.some(({ pointer }) => hasNullBranch(keyword, context.document.at(pointer)))) {
		return replaceSchema(cause, found, effect, context);
	}
	const plain = found.layers.find(({ pointer }) => !isComposed(context.document.at(pointer)));
	const node = stating[0] ?? plain ?? found.layers[0];
	if (node === undefined) return replaceSchema(cause, found, effect, context);
	return { nodes: [node], effect, apply: () => context.document.set(node.pointer, members, cause) };
}

/** The rules of a place as they are to be: ours, but for those in which both may differ. */
function wantedRules({ key, place }: Correction, own: DescribedOperation, context: RepairContext) {
	const rules: Record<string, unknown> = { nullable: false, ...context.theirs.get(key)?.values.get(place) };
	for (const keyword of context.keywordsAt(key, place)) rules[keyword] = own.values.get(place)?.[keyword];
	return rules;
}

function isStated(keyword: string, members: object, schema: unknown): boolean {
	if (!isRecord(schema)) return false;
	const names = keyword === "type" || keyword === "nullable" ? ["type", "nullable"] : Object.keys(members);
	return names.some((name) => schema[name] !== undefined) || hasNullBranch(keyword, schema);
}

/** Whether a schema allows null as an alternative. */
function hasNullBranch(keyword: string, schema: unknown): boolean {
	if ((keyword !== "type" && keyword !== "nullable") || !isRecord(schema)) return false;
	return [schema.anyOf, schema.oneOf].flat().some((branch) => isRecord(branch) && branch.type === "null");
}

function isComposed(schema: unknown): boolean {
	return isRecord(schema) && ["$ref", "allOf", "anyOf", "oneOf"].some((keyword) => schema[keyword] !== undefined);
}

/** Replaces a schema of several parts by one that says the same, but for the rules that differ from ours. */
function replaceSchema(cause: Correction, found: DocumentPlace, effect: string, context: RepairContext): Edit {
	const { holder, key, layers } = found;
	const site = { ...holder, pointer: holder.pointer + toPointer([key]) };
	return {
		nodes: [site],
		effect,
		moves: true,
		apply() {
			const current = readDescription(context.document.root).find((operation) => operationKey(operation) === cause.key);
			const own = context.ours.get(cause.key);
			if (current === undefined || own === undefined) return;
			const rules = { ...wantedRules(cause, own, context), required: undefined };
			const values = new Map([...current.values, [cause.place, rules]]);
			const texts = layers.map(({ pointer }) => annotationsOf(context.document.at(pointer))).reverse();
			const schema = { ...Object.assign({}, ...texts), ...writeSchema({ values }, cause.place, context.dialect) };
			context.document.set(holder.pointer, { [key]: schema }, cause);
		},
	};
}

const STRUCTURE = new Set([
	"$ref",
	"allOf",
	"anyOf",
	"oneOf",
	"not",
	"properties",
	"required",
	"items",
	"nullable",
	...SCHEMA_RULES,
]);

/** What a schema says besides rules: texts, examples and extensions. */
function annotationsOf(schema: unknown): object {
	return isRecord(schema) ? Object.fromEntries(Object.entries(schema).filter(([keyword]) => !STRUCTURE.has(keyword))) : {};
}
