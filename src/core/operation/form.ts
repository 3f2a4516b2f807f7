import type { FieldDescriptor } from "./descriptor.ts";
import { messageOf } from "./message-of.ts";
import { decodeValue, encodeValue } from "./value.ts";

type Fields = Readonly<Record<string, FieldDescriptor>>;

/** The values of one part of a request as texts, by name: what `encodeValue` returns for each. */
export type Entries = Readonly<Record<string, readonly string[]>>;

/**
 * Writes the fields of a form (`application/x-www-form-urlencoded`) in the order they are given, a
 * space as `+`. A field that the description does not know is written as the string it is.
 *
 * `decodeForm(fields, encodeForm(fields, x))` equals `x` for every valid `x`, with two exceptions that a form cannot express: a
 * null string arrives as the empty string, and an empty list as no list.
 *
 * @throws {TypeError} naming the field whose value cannot be written.
 */
export function encodeForm(fields: Fields, values: Readonly<Record<string, unknown>>): string {
	const encoded = Object.entries(values).map(([name, value]) => [name, encodeField(name, fieldOf(fields, name), value)]);
	return writeForm(Object.fromEntries(encoded));
}

/** Writes the fields of a form from their texts. */
export function writeForm(entries: Entries): string {
	const form = new URLSearchParams();
	for (const [name, texts] of Object.entries(entries)) for (const text of texts) form.append(name, text);
	return form.toString();
}

/**
 * Reads the fields of a form. A repeated field becomes a list, which the validators reject unless it is documented as one; an
 * unknown field is kept as text. The result has no prototype, so that a field may be called `__proto__`.
 */
export function decodeForm(fields: Fields, body: string): Record<string, unknown> {
	const values: Record<string, unknown> = Object.create(null);
	for (const [name, texts] of readForm(body)) values[name] = decodeValue(fieldOf(fields, name), texts);
	return values;
}

/** Reads the texts of a form by name, as `writeForm` wrote them. */
export function readForm(body: string): Map<string, string[]> {
	// Gathered in one pass: `getAll` for each name would take the square of the number of names, and a
	// body that someone else wrote can have very many.
	const entries = new Map<string, string[]>();
	for (const [name, value] of new URLSearchParams(body)) {
		const known = entries.get(name);
		if (known === undefined) entries.set(name, [value]);
		else known.push(value);
	}
	return entries;
}

const UNKNOWN: FieldDescriptor = { type: "string" };

function fieldOf(fields: Fields, name: string): FieldDescriptor {
	return (Object.hasOwn(fields, name) ? fields[name] : undefined) ?? UNKNOWN;
}

function encodeField(name: string, field: FieldDescriptor, value: unknown): string[] {
	try {
		return encodeValue(field, value);
	} catch (error) {
		throw new TypeError(`${name}: ${messageOf(error)}`);
	}
}
