import { parseArgs } from "node:util";
import { mapValues } from "../operation/map-values.ts";
import { nearest } from "../operation/nearest.ts";
import type { CommandContext } from "./command-context.ts";

/** An option or an argument of a command: how its value is read, and its lines in the help. */
type CommandOption = OptionHelp &
	(
		| { readonly type: "boolean" }
		| { readonly type: "string"; readonly default?: string; readonly multiple?: true }
		// An argument without a name: the first that is no option belongs to the first positional one of the table, and so on. One that
		// is repeatable takes all that are left.
		| { readonly type: "string"; readonly positional: true; readonly multiple?: true }
		| { readonly type: "number"; readonly default?: number; readonly min: number; readonly max: number }
	);

interface OptionHelp {
	readonly help: string;
	/** The name of the value in the help; its type by default. */
	readonly value?: string;
	/** Further lines. */
	readonly details?: readonly string[];
	/** The heading of this option and of those after it; `Options` by default. */
	readonly group?: string;
}

export type OptionTable = Readonly<Record<string, CommandOption>>;

type Value<Option extends CommandOption> = {
	boolean: boolean;
	number: number;
	string: Option extends { multiple: true } ? readonly string[] : string;
}[Option["type"]];

/** The values by name. An option that is not given has its default, or `false`, `[]` or `undefined`. */
export type OptionValues<Table extends OptionTable> = {
	readonly [Name in keyof Table]:
		| Value<Table[Name]>
		| (Table[Name] extends { type: "boolean" } | { multiple: true } | { default: unknown } ? never : undefined);
};

export interface Command<Table extends OptionTable> {
	/** How the command is called, such as `npm run docs --`. */
	readonly usage: string;
	readonly description: string;
	readonly options: Table;
	/** Lines of the help after the options. */
	readonly notes?: readonly string[];
	/** The meaning of each exit code, for the help. */
	readonly exitCodes: string;
	/** Errors that the user can put right. Their message says how, in one line; any other error is a bug. */
	readonly errors?: readonly (abstract new (
		...args: never[]
	) => Error)[];
	/** @param given the options that the arguments name. @returns the exit code */
	run(values: OptionValues<Table>, context: CommandContext, given: readonly string[]): Promise<number>;
}

/** Lets the compiler read the types of the values from the table. */
export function defineCommand<const Table extends OptionTable>(command: Command<Table>): Command<Table> {
	return command;
}

/** A mistake in the arguments. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

const HELP = { help: { type: "boolean", help: "show this help" } } as const satisfies OptionTable;

/**
 * Reads arguments by a table of options.
 *
 * @throws {UsageError} naming the argument that is unknown, incomplete or out of range
 */
export function parseOptions<Table extends OptionTable>(table: Table, args: readonly string[]) {
	const known: OptionTable = { ...table, ...HELP };
	const places = Object.entries(known).filter(([, option]) => isPositional(option));
	const named = new Map(Object.entries(known).filter(([, option]) => !isPositional(option)));
	const options = mapValues(known, ({ type }) => ({ type: type === "boolean" ? type : ("string" as const) }));
	const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
	const values: Record<string, unknown> = mapValues(known, emptyValueOf);
	const given: string[] = [];
	for (const token of tokens) {
		if (token.kind === "option-terminator") continue;
		const isNamed = token.kind === "option";
		const [name, option] = isNamed ? optionOf(token, named) : placeOfArgument(token, places);
		// Another option in the place of a value is one that was forgotten.
		const isForgotten = isNamed && !token.inlineValue && /^-./s.test(token.value ?? "");
		const read = readOptionValue(name, option, isForgotten ? undefined : token.value);
		const isRepeatable = option.type === "boolean" || "multiple" in option;
		if (given.includes(name) && !isRepeatable) throw givenTwice(`--${name}`);
		values[name] = Array.isArray(values[name]) ? [...values[name], read] : read;
		given.push(name);
	}
	// The table decides the type of each value, and `readOptionValue` reads by the table.
	return { values: values as OptionValues<Table & typeof HELP>, given };
}

function emptyValueOf(option: CommandOption): unknown {
	if (option.type === "boolean") return false;
	if ("multiple" in option) return [];
	return "default" in option ? option.default : undefined;
}

function isPositional(option: CommandOption): boolean {
	return "positional" in option;
}

function optionOf(
	{ name, rawName }: { readonly name: string; readonly rawName: string },
	named: ReadonlyMap<string, CommandOption>,
): [string, CommandOption] {
	const option = named.get(name);
	if (option === undefined) throw unknownNameError("option", rawName, [...named.keys()]);
	return [name, option];
}

/** @param places the positional arguments that can still have a value; the first is taken, unless it is repeatable */
function placeOfArgument({ value }: { readonly value: string }, places: [string, CommandOption][]): [string, CommandOption] {
	const [first] = places;
	const place = first && "multiple" in first[1] ? first : places.shift();
	if (place === undefined) throw new UsageError(`Unexpected argument ${value}: see --help`);
	return place;
}

/** An error about an option of which only one value can count. It names no value, because that may be a password. */
export function givenTwice(name: string): UsageError {
	return new UsageError(`${name} is given twice, and only one value can count: leave the other one out`);
}

/**
 * The values of a repeatable option that takes `name=value`, by name.
 *
 * @throws {UsageError} if a name has two values
 */
export function recordOf<Item>(option: string, pairs: readonly (readonly [name: string, value: Item])[]): Record<string, Item> {
	const record = new Map<string, Item>();
	for (const [name, value] of pairs) {
		if (record.has(name)) throw givenTwice(`--${option} ${name}`);
		record.set(name, value);
	}
	return Object.fromEntries(record);
}

function readOptionValue(name: string, option: CommandOption, text: string | undefined): boolean | number | string {
	if (option.type === "boolean") {
		if (text !== undefined) throw new UsageError(`--${name}: expected no value, got ${text}`);
		return true;
	}
	if (text === undefined) throw new UsageError(`--${name}: expected a value, as ${signatureOf(name, option)}`);
	if (option.type === "string") return text;
	const { min, max } = option;
	const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (value >= min && value <= max) return value;
	throw new UsageError(`--${name}: expected a whole number from ${min} to ${max}, got ${text}`);
}

/** An error that suggests the nearest known name, if one is near. */
export function unknownNameError(kind: string, name: string, known: readonly string[]): UsageError {
	const [, dashes = "", bare = ""] = /^(-*)(.*)$/s.exec(name) ?? [];
	const suggestion = nearest(bare, known);
	return new UsageError(`Unknown ${kind} ${name}: ${suggestion ? `did you mean ${dashes}${suggestion}?` : "see --help"}`);
}

/** The text that `--help` prints. */
export function helpOf({ usage, description, options, notes = [], exitCodes }: Command<OptionTable>): string {
	const rows = Object.entries<CommandOption>({ ...options, ...HELP });
	const width = Math.max(...rows.map(([name, option]) => signatureOf(name, option).length));
	const lines = rows.flatMap(([name, option], index) => [
		...(option.group || index === 0 ? ["", `${option.group ?? "Options"}:`] : []),
		`  ${signatureOf(name, option).padEnd(width)}  ${option.help}${remarksOn(option)}`,
		...(option.details ?? []).map((line) => `${" ".repeat(width + 4)}${line}`),
	]);
	const further = notes.length === 0 ? [] : ["", ...notes];
	const positional = rows.filter(([, option]) => isPositional(option)).map(([name, option]) => ` ${signatureOf(name, option)}`);
	const first = `Usage: ${usage}${positional.join("")} [options]`;
	return [first, "", description, ...lines, ...further, "", `Exit codes: ${exitCodes}`].join("\n");
}

function signatureOf(name: string, option: CommandOption): string {
	if (isPositional(option)) return `[${option.value ?? name}]`;
	return option.type === "boolean" ? `--${name}` : `--${name} <${option.value ?? option.type}>`;
}

function remarksOn(option: CommandOption): string {
	if ("multiple" in option) return " (repeatable)";
	return "default" in option ? ` (default: ${option.default})` : "";
}
