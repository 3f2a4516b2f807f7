import { date, dateTime, email, uri, uuid } from "../../src/core/operation/formats.ts";

interface Format {
	/** The function of `src/core/operation/formats.ts`, as generated code imports it. */
	readonly name: string;
	readonly check: (text: string) => boolean;
}

/** The formats that the validators enforce. */
export const FORMATS: ReadonlyMap<string, Format> = new Map([
	["date", { name: "date", check: date }],
	["date-time", { name: "dateTime", check: dateTime }],
	["email", { name: "email", check: email }],
	["uri", { name: "uri", check: uri }],
	["uuid", { name: "uuid", check: uuid }],
]);
