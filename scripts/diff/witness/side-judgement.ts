import { describeRule, show } from "../../../src/core/operation/describe-rule.ts";
import { valueAt } from "../../../src/core/operation/json-pointer.ts";
import type { JsonSchema } from "../../../src/core/operation/json-schema.ts";
import type { Violation } from "../../../src/core/operation/violation.ts";
import { undescribedMembers } from "../../generators/check-values.ts";
import type { SideOperation } from "./side.ts";

/** A reason not to accept an exchange, with the place in the operation that it is about. */
export interface Objection {
	readonly pointer: string;
	/** In words, such as `rejects /request/body/Name: at most 100 characters`. */
	readonly text: string;
	/** There is nothing described at the place. */
	readonly isUnknown?: boolean;
}

/** What one description says of an exchange. */
export interface SideJudgement {
	/** None where it accepts the exchange. */
	readonly objections: readonly Objection[];
	/** The exchange as it is read: what is found at a place, such as `/request/query/Order`. */
	readonly readAt: (pointer: string) => unknown;
}

export const ACCEPTED = "accepts it";

/** Judges a value: by its schema, and for members that the schema does not know. */
export function judgeValue({ side }: SideOperation, schema: JsonSchema, value: unknown, at: string): Objection[] {
	const violations = side.violations(schema, value);
	const unknown = undescribedMembers(value, schema, side.schemas).filter(
		(pointer) => !violations.some((violation) => violation.pointer === pointer),
	);
	return [...violations.map((violation) => violated(violation, at)), ...unknown.map((pointer) => undescribed(at + pointer))];
}

export function undescribed(pointer: string): Objection {
	return { pointer, text: `does not describe ${pointer}`, isUnknown: true };
}

function violated({ pointer, keyword, expected }: Violation, at: string): Objection {
	const rule = expected === undefined && keyword !== "required" ? keyword : describeRule({ keyword, expected });
	return { pointer: at + pointer, text: `rejects ${at + pointer}: ${rule}` };
}

/** Whether an objection is about a place: to what is there or within, or to a part around it that is not described at all. */
export function isAbout({ pointer, isUnknown = false }: Objection, place: string): boolean {
	// Names of headers are the same in either case.
	const [about, at] = [pointer, withStatus(place)].map((text) => text.toLowerCase()) as [string, string];
	return about === at || about.startsWith(`${at}/`) || (isUnknown && at.startsWith(`${about}/`));
}

/** A status of a documented key: of `4XX` the first, of `default` one that nobody documents. */
export function witnessStatus(key: string): number {
	if (/^\d{3}$/.test(key)) return Number(key);
	return /^\d/.test(key) ? Number(key[0]) * 100 : 599;
}

/** The place of a whole response by the status of its witness. */
function withStatus(place: string): string {
	return place.replace(/^\/response\/([^/]+)$/, (_, key) => `/response/${witnessStatus(key)}`);
}

/** The two judgements in words; undefined where they say the same of the place. */
export function tellApart(
	[base, head]: readonly [SideJudgement, SideJudgement],
	[basePlace, headPlace]: readonly [string, string],
): { readonly base: string; readonly head: string } | undefined {
	const told = { base: tell(base, basePlace), head: tell(head, headPlace) };
	if (told.base !== told.head) return told;
	if (told.base !== ACCEPTED) return undefined;
	const read = { base: reading(base, basePlace), head: reading(head, headPlace) };
	return read.base === read.head ? undefined : read;
}

/** The objection that is about the place; else the first. */
function tell({ objections }: SideJudgement, place: string): string {
	return (objections.find((objection) => isAbout(objection, place)) ?? objections[0])?.text ?? ACCEPTED;
}

function reading({ readAt }: SideJudgement, place: string): string {
	return `reads ${place} as ${show(readAt(place))}`;
}

/** Finds a value in an object with one member for each side of an exchange. */
export function readerOf(exchange: unknown, defaultAt: (pointer: string) => unknown): SideJudgement["readAt"] {
	return (pointer) => valueAt(exchange, pointer) ?? defaultAt(pointer);
}
