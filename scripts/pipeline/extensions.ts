import { isRecord } from "../../src/core/operation/is-record.ts";

/** An extension of OpenAPI that this project reads: where it may be, and what its value may be. What it refers to is checked apart. */
export interface Extension {
	/** The objects of OpenAPI that may have it. */
	readonly on: "description" | "tag" | "operation" | "schema" | "any";
	/** Where it has a meaning, in words. */
	readonly where: string;
	/** What its value is, in words. */
	readonly value: string;
	fits(value: unknown): boolean;
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const isPointer = (value: unknown): value is string => typeof value === "string" && /^(?:\/(?:[^~/]|~[01])*)+$/.test(value);

/** Every extension that this project reads, by name. Others are ignored, unless their name is nearly one of these. */
export const EXTENSIONS: Readonly<Record<string, Extension>> = {
	"x-sources": {
		on: "description",
		where: "the root",
		value: "the texts of the sources by name",
		fits: (value) => isRecord(value) && Object.values(value).every(isText),
	},
	"x-source": {
		on: "any",
		where: "any object",
		value: "the name of a source, or a list of names",
		fits: (value) => isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText)),
	},
	"x-displayName": { on: "tag", where: "a tag", value: "a text", fits: isText },
	"x-pagination": {
		on: "operation",
		where: "an operation that lists resources",
		value: "JSON pointers into the response, by the names items and next",
		fits: (value) =>
			isRecord(value) && Object.keys(value).sort().join() === "items,next" && Object.values(value).every(isPointer),
	},
	"x-idempotent": { on: "operation", where: "an operation", value: "true or false", fits: (value) => typeof value === "boolean" },
	"x-increases": { on: "schema", where: "a number of a response", value: "true", fits: (value) => value === true },
	"x-url-path": {
		on: "schema",
		where: "a text of a response",
		value: "a path whose braces hold names of members",
		fits: (value) => isText(value) && /^(?:\/(?:[^/{}]|\{[^/{}]+\})+)+$/.test(value),
	},
	"x-ignored-with": { on: "schema", where: "a field of a request", value: "the name of another field", fits: isText },
};

/** The names of the extensions that objects of a kind may have. */
export function extensionsOn(kind: Extension["on"]): string[] {
	return Object.entries(EXTENSIONS).flatMap(([name, { on }]) => (on === kind ? [name] : []));
}
