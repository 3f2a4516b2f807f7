import { readSync, writeSync } from "node:fs";
import { isRecord } from "../operation/is-record.ts";
import { messageOf } from "../operation/message-of.ts";
import { type Change, ChangeError } from "./change.ts";

/** The first line of a journal. A complete one is told from one that is being replaced in its place: see `replace-file.ts`. */
export const COMPLETE = '{"journal":1}\n';
export const INCOMPLETE = '{"journal":0}\n';

/** The first line of a journal of any version, as other programs may have written it again. */
const HEAD = /^\uFEFF?\{[ \t]*"journal"[ \t]*:[ \t]*([^\s}]*)[ \t]*\}[ \t]*(\r?\n|)/;

/** More than any first line of a journal has. */
const HEAD_BYTES = 64;

/**
 * Reads what the first line of a file says that the file is.
 *
 * @returns undefined for a file that is neither empty nor a journal
 * @throws {ChangeError} for a journal of another version, or a first line without an end
 */
export function readHead(descriptor: number): "empty" | "complete" | "incomplete" | undefined {
	const bytes = Buffer.alloc(HEAD_BYTES);
	const text = bytes.toString("utf8", 0, readSync(descriptor, bytes, 0, HEAD_BYTES, 0));
	if (text === "") return "empty";
	const [line, version, end] = HEAD.exec(text) ?? [];
	if (line === undefined) return undefined;
	if (end !== "" && version === "1") return "complete";
	if (end !== "" && version === "0") return "incomplete";
	throw new ChangeError(
		`expected a journal of version 1, which begins with the line ${COMPLETE.trim()}, got ${line.trim()}. ` +
			"Use the version of the sandbox that wrote it, or another file",
	);
}

/** How much is written or read at once. */
export const CHUNK = 64 * 1024;

/** A line of a journal: a change, and whether the changes of its request go on in the next line. */
export type JournalLine = Change & { readonly more?: true };

/** Writes changes of one request as lines, in texts of limited size. */
export function* linesOf(changes: readonly Change[]): Generator<string> {
	const last = changes.length - 1;
	yield* chunksOf(changes.map((change, index): JournalLine => (index < last ? { ...change, more: true } : change)));
}

/** Writes each value as a line of JSON, in texts of limited size. */
export function* chunksOf(values: Iterable<unknown>): Generator<string> {
	let text = "";
	for (const value of values) {
		text += `${JSON.stringify(value)}\n`;
		if (text.length < CHUNK) continue;
		yield text;
		text = "";
	}
	if (text !== "") yield text;
}

/** A line of a file, and the position behind it. */
interface FileLine {
	readonly text: string;
	readonly end: number;
}

/** Reads the complete lines of a file: one without a line break at its end was torn when it was written. */
export function* readLines(descriptor: number): Generator<FileLine> {
	let parts: Buffer[] = [];
	for (let position = 0; ; ) {
		const chunk = Buffer.alloc(CHUNK);
		const size = readSync(descriptor, chunk, 0, CHUNK, position);
		if (size === 0) return;
		let from = 0;
		for (let at = chunk.indexOf(10); at >= 0 && at < size; at = chunk.indexOf(10, from)) {
			const text = Buffer.concat([...parts, chunk.subarray(from, at)]).toString("utf8");
			parts = [];
			from = at + 1;
			yield { text, end: position + from };
		}
		parts.push(chunk.subarray(from, size));
		position += size;
	}
}

const TEXTS = { account: "string", server: "string", path: "string" };
const RESOURCE = { ...TEXTS, id: "string", values: "object" };

/** The type of each member of a change. */
const MEMBERS: Readonly<Record<Change["op"], Readonly<Record<string, string>>>> = {
	add: { ...RESOURCE, position: "number" },
	update: RESOURCE,
	delete: { ...TEXTS, id: "string" },
	skip: { ...TEXTS, next: "number" },
	policy: { seed: "object" },
	clear: {},
};

/**
 * Reads a line.
 *
 * @throws {ChangeError} if it is not a change
 */
export function parseLine(text: string): JournalLine {
	const line = parseJson(text);
	const members = isRecord(line) && Object.hasOwn(MEMBERS, String(line.op)) ? MEMBERS[line.op as Change["op"]] : undefined;
	if (members === undefined) throw new ChangeError(`expected a change, one of ${Object.keys(MEMBERS).join(", ")}`);
	const given = line as Readonly<Record<string, unknown>>;
	for (const [name, type] of Object.entries(members)) {
		const value = given[name];
		if (type === "object" ? !isRecord(value) : typeof value !== type) throw new ChangeError(`${name}: expected ${type}`);
	}
	const names = ["op", ...Object.keys(members), "more"];
	const unknown = Object.keys(given).find((name) => !names.includes(name));
	if (unknown !== undefined) throw new ChangeError(`${unknown}: expected one of ${names.join(", ")}`);
	if (given.more !== undefined && given.more !== true) throw new ChangeError("more: expected true");
	// The table has the members of each change.
	return line as JournalLine;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new ChangeError(`is not JSON (${messageOf(error)})`);
	}
}

/** Writes all of some bytes, or of a text, at a position of a file. Returns the number of bytes. */
export function writeAll(descriptor: number, data: string | Uint8Array, position: number): number {
	const bytes = typeof data === "string" ? Buffer.from(data) : data;
	for (let done = 0; done < bytes.length; ) {
		done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
	}
	return bytes.length;
}
