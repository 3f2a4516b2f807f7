import { show } from "../operation/describe-rule.ts";
import { date } from "../operation/formats.ts";
import { isRecord } from "../operation/is-record.ts";
import { toPointer } from "../operation/json-pointer.ts";
import { messageOf } from "../operation/message-of.ts";
import { toPrintableJson } from "../operation/strip-control-characters.ts";
import { type BaselineEntry, identityOf } from "./baseline.ts";

/** A file is not a baseline. The message names the place, what was expected and what is there. */
export class BaselineError extends Error {
	override readonly name = "BaselineError";
}

/** Writes a baseline: the same entries give the same text. */
export function printBaseline(entries: readonly BaselineEntry[]): string {
	const ordered = entries.map(({ operationId, status, pointer, keyword, rule, reason, expires }) => {
		return { operationId, status, pointer, keyword, rule, reason, expires };
	});
	return toPrintableJson({ version: 1, entries: ordered });
}

/**
 * Reads a baseline.
 *
 * @throws {BaselineError} naming the place by its JSON pointer
 */
export function parseBaseline(text: string): BaselineEntry[] {
	const { entries } = readObject(parseJson(text), [], FILE);
	const read = (entries as unknown[]).map((entry, index) => readObject(entry, ["entries", index], ENTRY));
	// The table checks every member.
	const checked = read as unknown as BaselineEntry[];
	const first = new Map<string, number>();
	for (const [index, entry] of checked.entries()) {
		const earlier = first.get(identityOf(entry));
		if (earlier !== undefined) failAt(["entries", index], "each deviation once", `the one of /entries/${earlier} again`);
		first.set(identityOf(entry), index);
	}
	return checked;
}

/** The values that a member may have, in words and as a test. */
interface Expected {
	readonly words: string;
	readonly test: (value: unknown) => boolean;
	readonly optional?: true;
}

type ExpectedMembers = Readonly<Record<string, Expected>>;

const isFilled = (value: unknown) => typeof value === "string" && value.trim() !== "";
const isStatus = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 999;

const FILE: ExpectedMembers = {
	version: { words: "1", test: (value) => value === 1 },
	entries: { words: "a list", test: Array.isArray },
};
const ENTRY: ExpectedMembers = {
	operationId: { words: "the id of an operation", test: isFilled },
	status: { words: "a status, such as 404", test: isStatus, optional: true },
	pointer: { words: "a JSON pointer", test: (value) => typeof value === "string" && /^(?:\/|$)/.test(value) },
	keyword: { words: "a keyword, such as maxLength", test: isFilled, optional: true },
	rule: { words: "the id of a check, or the kind of a difference", test: isFilled },
	reason: { words: "the reason why it is accepted", test: isFilled },
	expires: { words: "a day, such as 2027-01-31", test: isDay, optional: true },
};

function isDay(value: unknown): boolean {
	return typeof value === "string" && date(value);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new BaselineError(`expected JSON, got a text that is none: ${messageOf(error)}`);
	}
}

function readObject(value: unknown, place: readonly (string | number)[], members: ExpectedMembers) {
	const names = Object.keys(members).join(", ");
	if (!isRecord(value)) return failAt(place, `an object with ${names}`, show(value));
	const unknown = Object.keys(value).find((name) => !Object.hasOwn(members, name));
	if (unknown !== undefined) failAt([...place, unknown], `only ${names}`, "another member");
	for (const [name, { words, test, optional }] of Object.entries(members)) {
		const isMissing = !Object.hasOwn(value, name);
		if (isMissing ? !optional : !test(value[name])) failAt([...place, name], words, show(value[name]));
	}
	return value;
}

function failAt(place: readonly (string | number)[], expected: string, received: string): never {
	throw new BaselineError(`${toPointer(place) || "the whole file"}: expected ${expected}, got ${received}`);
}
