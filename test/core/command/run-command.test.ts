import { describe, expect, expectTypeOf, test } from "vitest";
import type { CommandContext } from "../../../src/core/command/command-context.ts";
import {
	defineCommand,
	helpOf,
	type OptionValues,
	parseOptions,
	recordOf,
	UsageError,
} from "../../../src/core/command/define-command.ts";
import { runCommand, runCommandGroup } from "../../../src/core/command/run-command.ts";
import { runNode } from "../../support/process.ts";

const OPTIONS = {
	file: { type: "string", value: "path", help: "a file" },
	name: { type: "string", default: "n", help: "a name" },
	only: { type: "string", multiple: true, group: "Which", help: "some", details: ["a", "b"] },
	port: { type: "number", min: 1, max: 9, default: 3, help: "a port" },
	most: { type: "number", min: 1, max: 9, help: "a limit" },
	quiet: { type: "boolean", help: "says less" },
} as const;

class KnownError extends Error {}

async function run(args: readonly string[], work: () => Promise<number> = async () => 0, env: CommandContext["env"] = {}) {
	const [out, error, progress]: [string[], string[], string[]] = [[], [], []];
	const command = defineCommand({
		usage: "x",
		description: "Does x.",
		options: OPTIONS,
		notes: ["A note."],
		exitCodes: "0 done.",
		errors: [KnownError],
		run: work,
	});
	const context = {
		out: (text: string) => out.push(text),
		error: (line: string) => error.push(line),
		progress: (line: string) => progress.push(line),
		env,
	};
	return { code: await runCommand(command, args, context), out, error, progress };
}

test("arguments become typed values; an option that is not given has its default", () => {
	const { values, given } = parseOptions(OPTIONS, ["--only", "a", "--only=-b", "--most=9", "--quiet"]);
	expect(values).toEqual({ file: undefined, name: "n", only: ["a", "-b"], port: 3, most: 9, quiet: true, help: false });
	expect(given).toEqual(["only", "only", "most", "quiet"]);
	expectTypeOf<OptionValues<typeof OPTIONS>>().toEqualTypeOf<{
		readonly file: string | undefined;
		readonly name: string;
		readonly only: readonly string[];
		readonly port: number;
		readonly most: number | undefined;
		readonly quiet: boolean;
	}>();
});

test.each<[args: string[], message: string]>([
	[["--quite"], "Unknown option --quite: did you mean --quiet?"],
	[["--frobnicate"], "Unknown option --frobnicate: see --help"],
	[["--__proto__"], "Unknown option --__proto__: see --help"],
	[["-q"], "Unknown option -q: see --help"],
	[["here"], "Unexpected argument here: see --help"],
	[["--", "here"], "Unexpected argument here: see --help"],
	[["--quiet=yes"], "--quiet: expected no value, got yes"],
	[["--file"], "--file: expected a value, as --file <path>"],
	[["--file", "--quiet"], "--file: expected a value, as --file <path>"],
	[["--port", "http"], "--port: expected a whole number from 1 to 9, got http"],
	[["--port", "0"], "--port: expected a whole number from 1 to 9, got 0"],
	[["--port", "10"], "--port: expected a whole number from 1 to 9, got 10"],
	[["--port=-1"], "--port: expected a whole number from 1 to 9, got -1"],
	[["--port", "1.5"], "--port: expected a whole number from 1 to 9, got 1.5"],
	[["--port", ""], "--port: expected a whole number from 1 to 9, got "],
	[["--file", "a", "--quiet", "--file", "b"], "--file is given twice, and only one value can count: leave the other one out"],
	[["--name=a", "--name=a"], "--name is given twice, and only one value can count: leave the other one out"],
	[["--port", "1", "--port", "2"], "--port is given twice, and only one value can count: leave the other one out"],
	[["--port", "1\u001b[2J\n"], "--port: expected a whole number from 1 to 9, got 1?[2J?"],
])("%j is one line and exit code 2", async (args, message) => {
	expect(await run(args)).toEqual({ code: 2, out: [], error: [message], progress: [""] });
});

test("arguments without a name belong to the positional options of the table, in their order", async () => {
	const table = {
		base: { type: "string", positional: true, help: "the first" },
		...OPTIONS,
		head: { type: "string", value: "file", positional: true, help: "the second" },
	} as const;
	expect(parseOptions(table, ["a", "--quiet", "--", "-b"])).toMatchObject({
		values: { base: "a", head: "-b", quiet: true },
		given: ["base", "quiet", "head"],
	});
	expect(parseOptions(table, []).values).toMatchObject({ base: undefined, head: undefined });
	expect(() => parseOptions(table, ["a", "b", "c"])).toThrow(new UsageError("Unexpected argument c: see --help"));
	expect(() => parseOptions(table, ["--base", "a"])).toThrow(/^Unknown option --base: /);
	const command = defineCommand({ usage: "x", description: "Does x.", options: table, exitCodes: "0 done.", run: async () => 0 });
	const help = helpOf(command);
	expect(help).toContain("Usage: x [base] [file] [options]\n");
	expect(help).toMatch(/^ {2}\[base\] +the first$/m);
	expectTypeOf<OptionValues<typeof table>["base"]>().toEqualTypeOf<string | undefined>();
});

test("a repeatable positional option takes all arguments that are left", () => {
	const table = {
		base: { type: "string", positional: true, help: "the first" },
		others: { type: "string", positional: true, multiple: true, help: "all others" },
	} as const;
	expect(parseOptions(table, ["a", "b", "c"]).values).toMatchObject({ base: "a", others: ["b", "c"] });
	expect(parseOptions(table, ["a"]).values).toMatchObject({ base: "a", others: [] });
	expectTypeOf<OptionValues<typeof table>["others"]>().toEqualTypeOf<readonly string[]>();
});

test("an option without a value may be repeated, as it says the same", () => {
	expect(parseOptions(OPTIONS, ["--quiet", "--quiet"]).values).toMatchObject({ quiet: true });
});

test("names of a repeatable option have one value each", () => {
	const pairs: [string, number][] = [
		["a", 1],
		["__proto__", 2],
	];
	expect(Object.entries(recordOf("set", pairs))).toEqual(pairs);
	expect(() => recordOf("set", [...pairs, ["a", 3]])).toThrow(
		new UsageError("--set a is given twice, and only one value can count: leave the other one out"),
	);
});

test("the help is printed from the table", async () => {
	const { code, out } = await run(["--quiet", "--help"]);
	expect(code).toBe(0);
	expect(out.join("\n")).toBe(`Usage: x [options]

Does x.

Options:
  --file <path>    a file
  --name <string>  a name (default: n)

Which:
  --only <string>  some (repeatable)
                   a
                   b
  --port <number>  a port (default: 3)
  --most <number>  a limit
  --quiet          says less
  --help           show this help

A note.

Exit codes: 0 done.`);
});

describe("an error in a command is exit code 2 and", () => {
	const system = (properties: object) => Object.assign(new Error("EX: it failed"), properties);
	test.each<[what: string, error: unknown, message: string]>([
		["a known one is its message", new KnownError("what to do"), "what to do"],
		["a mistake in the arguments too", new UsageError("--a: no\nb"), "--a: no?b"],
		[
			"a port in use says how to choose another",
			system({ code: "EADDRINUSE", port: 5 }),
			"Port 5 is in use. Choose another one with --port; --port 0 picks a free one.",
		],
		["a low port too", system({ code: "EACCES", port: 5 }), "Port 5 needs more rights. Choose one from 1024 with --port."],
		[
			"an address that is not here too",
			system({ code: "EADDRNOTAVAIL", address: "192.0.2.1" }),
			"192.0.2.1: this machine has no such address. Choose another one with --host.",
		],
		["another one of the system is its message", system({ code: "EX", syscall: "open" }), "EX: it failed"],
		["a bug has no stack", new TypeError("x is none"), "Unexpected error: TypeError: x is none (a bug; DEBUG=1 prints where)"],
		["neither has one that is no Error", "text\nmore", "Unexpected error: text (a bug; DEBUG=1 prints where)"],
	])("%s", async (_, error, message) => {
		expect(await run([], () => Promise.reject(error))).toMatchObject({ code: 2, error: [message], progress: [""] });
	});

	test("with DEBUG, a bug has its stack, and a known error has none", async () => {
		const bug = await run([], () => Promise.reject(new TypeError("x is none")), { DEBUG: "1" });
		expect(bug).toMatchObject({ code: 2, error: [expect.stringMatching(/^TypeError: x is none\n +at .*run-command\.test\.ts/)] });
		expect(await run([], () => Promise.reject(new KnownError("known")), { DEBUG: "1" })).toMatchObject({ error: ["known"] });
	});
});

test("a group runs the command that is named; its help lists every command of its table", async () => {
	const group = {
		usage: "x",
		version: "1.2.3",
		commands: {
			alpha: { description: "does alpha", run: async (args: readonly string[]) => args.length },
			beta: { description: "does beta", run: async () => 7 },
		},
	};
	const call = async (...args: string[]) => {
		const [out, error]: [string[], string[]] = [[], []];
		const context = { out: (text: string) => out.push(text), error: (line: string) => error.push(line) };
		return { code: await runCommandGroup(group, args, context), out: out.join("\n"), error: error.join("\n") };
	};
	expect(await call("alpha", "--help", "b")).toEqual({ code: 2, out: "", error: "" });
	expect(await call("--version")).toEqual({ code: 0, out: "1.2.3", error: "" });
	expect(await call("bet")).toEqual({ code: 2, out: "", error: "Unknown command bet: did you mean beta?" });
	expect(await call("toString")).toEqual({ code: 2, out: "", error: "Unknown command toString: see --help" });
	const { code, out } = await call("--help");
	expect(code).toBe(0);
	for (const [name, { description }] of Object.entries(group.commands))
		expect(out).toContain(`${name.padEnd(10)} ${description}`);
	expect(await call()).toEqual({ code: 2, out: "", error: out });
});

describe("colours of a command whose output is a pipe", () => {
	const generate = (env: Record<string, string>) => {
		const { NO_COLOR, FORCE_COLOR, ...rest } = process.env;
		const args = ["scripts/run.js", "generate", "--config", "test/fixtures/toy/redocly.yaml", "--check"];
		return runNode(args, { env: { ...rest, ...env } });
	};
	test.each<[env: Record<string, string>, coloured: boolean]>([
		[{}, false],
		[{ NO_COLOR: "1" }, false],
		[{ FORCE_COLOR: "1" }, true],
		[{ FORCE_COLOR: "0" }, false],
	])("%j: %s", async (env, coloured) => {
		const { code, stdout } = await generate(env);
		expect(code).toBe(0);
		expect(stdout.includes("\u001b[32m✓\u001b[39m")).toBe(coloured);
		expect(stdout.includes("\u001b[")).toBe(coloured);
	});
});
