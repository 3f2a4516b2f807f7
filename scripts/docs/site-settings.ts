import { existsSync, readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { show } from "../../src/core/operation/describe-rule.ts";
import { fromPointer, toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { nearest } from "../../src/core/operation/nearest.ts";
import type { SourcePosition } from "../../src/core/operation/source-position.ts";
import { findUnusable } from "../pipeline/check-file.ts";
import { positionOf } from "../pipeline/locate.ts";
import { DescriptionError, type LocatedProblem } from "../pipeline/problem.ts";
import { type Document, redoclyCore } from "../pipeline/redocly-core.ts";
import { syntaxProblem } from "../pipeline/resolver.ts";
import { readUtf8 } from "./read-utf8.ts";

/** The settings of a site, as `site.schema.json` describes them. Files are named from the folder of `site.yaml`. */
export interface SiteSettings {
	readonly title?: string;
	readonly start?: string;
	readonly pages?: readonly string[];
	readonly inReference?: readonly string[];
	readonly changes?: string;
	readonly deprecation?: string;
	readonly verification?: string;
	readonly footer?: string;
	readonly editAddress?: string;
	/** From here on, pictures are named from the folder `public`. */
	readonly logo?: string;
	readonly icon?: string;
	readonly preview?: string;
	readonly accent?: Readonly<Record<"light" | "dark", string>>;
	readonly credentials?: { readonly username: string; readonly password: string };
}

/** The settings, and where each is in their file. */
export interface ReadSiteSettings {
	readonly settings: SiteSettings;
	/** @param pointer a JSON pointer to a setting, such as `/pages/0` */
	readonly positionAt: (pointer: string) => SourcePosition;
}

/**
 * Reads a file of settings. Without the file, there are none.
 *
 * @throws {DescriptionError} with all that is wrong with it, by file, line and column
 */
export function readSiteSettings(file: string): ReadSiteSettings {
	const { source, parsed } = existsSync(file) ? parseSettings(file) : redoclyCore.makeDocumentFromString("{}", file);
	const positionAt = (pointer: string) => positionOf(source, `#${pointer || "/"}`);
	const problemAt = (pointer: string, message: string): LocatedProblem => settingProblem(positionAt(pointer), message);
	const unusable = findUnusable(parsed);
	if (unusable !== undefined) throw new DescriptionError([problemAt(unusable.pointer, unusable.message)]);
	const problems = [...faultsOf(parsed)].map(([pointer, message]) => problemAt(pointer, message));
	if (problems.length > 0) throw new DescriptionError(problems);
	return { settings: parsed as SiteSettings, positionAt };
}

/** A fault of a setting. */
export function settingProblem(position: SourcePosition, message: string): LocatedProblem {
	return { ...position, message, rule: "site", severity: "error" };
}

function parseSettings(file: string): Document {
	const text = readUtf8(file);
	try {
		return redoclyCore.makeDocumentFromString(text, file);
	} catch (error) {
		if (error instanceof redoclyCore.YamlParseError) throw new DescriptionError([syntaxProblem(error)]);
		throw error;
	}
}

/** For editors, too. The current folder must be the root of the project. */
const SCHEMA = JSON.parse(readFileSync("scripts/docs/site.schema.json", "utf8")) as SettingSchema;

/** A part of the schema. Its description says what is expected. */
interface SettingSchema {
	readonly $ref?: string;
	readonly description?: string;
	readonly properties?: Readonly<Record<string, SettingSchema>>;
	readonly items?: SettingSchema;
}

/** Is compiled once there are settings. */
let validate: ValidateFunction | undefined;

/** What is wrong, by the pointer to it. A value that breaks several rules is reported once. */
function faultsOf(settings: unknown): Map<string, string> {
	// The tests check the schema itself, which takes longer than the settings.
	validate ??= new Ajv2020({ allErrors: true, ownProperties: true, meta: false, validateSchema: false }).compile(SCHEMA);
	validate(settings);
	const faults = (validate.errors ?? []).map((error): [string, string] => {
		const path = fromPointer(error.instancePath);
		const unknown: string | undefined = error.params.additionalProperty;
		if (unknown !== undefined) return [toPointer([...path, unknown]), unknownMessage(path, unknown)];
		const place = path.length === 0 ? "" : `${path.join(".")}: `;
		return [error.instancePath, `${place}expected ${expectedAt(path)}, got ${show(valueAt(settings, error.instancePath))}`];
	});
	return new Map(faults);
}

function unknownMessage(path: readonly string[], unknown: string): string {
	const known = Object.keys(referredSchema(settingSchemaAt(path)).properties ?? {});
	const meant = nearest(unknown, known);
	return `expected a known setting (${known.join(", ")}), got ${show(unknown)}; ${meant ? `write ${meant}` : "remove it"}`;
}

function expectedAt(path: readonly string[]): string {
	const schema = settingSchemaAt(path);
	return schema.description ?? referredSchema(schema).description ?? "another value";
}

function settingSchemaAt(path: readonly string[]): SettingSchema {
	return path.reduce((schema, name) => {
		const { properties = {}, items } = referredSchema(schema);
		return (Object.hasOwn(properties, name) ? properties[name] : items) ?? {};
	}, SCHEMA);
}

/** Follows a reference, whose own description goes before that of its target. */
function referredSchema(schema: SettingSchema): SettingSchema {
	return schema.$ref === undefined ? schema : (valueAt(SCHEMA, schema.$ref.slice(1)) as SettingSchema);
}
