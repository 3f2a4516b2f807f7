import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readProfile } from "../docs/profile.ts";
import { auditCommand } from "../scripts/audit/audit-command.ts";
import { SUITES } from "../scripts/bench/suites.ts";
import { buildCommand } from "../scripts/build/build-command.ts";
import { consumersCommand } from "../scripts/consumers/consumers-command.ts";
import { createDevCommand } from "../scripts/dev/dev-command.ts";
import { diffCommand } from "../scripts/diff/diff-command.ts";
import { createDocsCommand } from "../scripts/docs/docs-command.ts";
import { createInspectorCommand } from "../scripts/docs/inspector.ts";
import { generateCommand } from "../scripts/generate/generate-command.ts";
import { releaseCommand } from "../scripts/release/release-command.ts";
import { createRuntimesCommand } from "../scripts/runtimes/runtimes-command.ts";
import { runContractCommand } from "../src/contract.ts";
import type { CommandContext } from "../src/core/command/command-context.ts";
import type { OptionTable } from "../src/core/command/define-command.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { CONTRACT_OPTIONS } from "../src/core/contract/command/options.ts";
import { SANDBOX_OPTIONS } from "../src/core/sandbox/command.ts";
import { runSandbox } from "../src/sandbox.ts";
import { LIMITS } from "./runtimes/limits.ts";

type Run = (args: readonly string[], context: CommandContext) => Promise<number>;

const docsCommand = createDocsCommand({ readProfile, startSandbox: () => Promise.reject(new Error("not expected")) });
const devCommand = createDevCommand({ readProfile, texts: "docs" });
const runtimesCommand = createRuntimesCommand(LIMITS);
const inspectorCommand = createInspectorCommand("docs/inspector.ts");

/** Every command of this project, with its table of options. */
const COMMANDS: [name: string, options: OptionTable, run: Run][] = [
	["npm run generate --", generateCommand.options, (args, context) => runCommand(generateCommand, args, context)],
	["npm run docs --", docsCommand.options, (args, context) => runCommand(docsCommand, args, context)],
	["npm run dev --", devCommand.options, (args, context) => runCommand(devCommand, args, context)],
	["npm run audit --", auditCommand.options, (args, context) => runCommand(auditCommand, args, context)],
	["npm run spec:diff --", diffCommand.options, (args, context) => runCommand(diffCommand, args, context)],
	["npm run release --", releaseCommand.options, (args, context) => runCommand(releaseCommand, args, context)],
	["npm run build --", buildCommand.options, (args, context) => runCommand(buildCommand, args, context)],
	["npm run test:package --", consumersCommand.options, (args, context) => runCommand(consumersCommand, args, context)],
	["npm run test:runtimes --", runtimesCommand.options, (args, context) => runCommand(runtimesCommand, args, context)],
	["node scripts/run.js inspector", inspectorCommand.options, (args, context) => runCommand(inspectorCommand, args, context)],
	["twilio-messages sandbox", SANDBOX_OPTIONS, runSandbox],
	["twilio-messages contract", CONTRACT_OPTIONS, runContractCommand],
	["npm run sandbox --", SANDBOX_OPTIONS, (args, context) => runSandbox(args, context, "npm run sandbox --")],
	[
		"npm run contract --",
		CONTRACT_OPTIONS,
		(args, context) => runContractCommand(args, context, { usage: "npm run contract --" }),
	],
	...Object.entries(SUITES).map(([name, suite]): [string, OptionTable, Run] => [
		`npm run bench -- ${name}`,
		{},
		(args, context) => suite.run(args, context),
	]),
];

/** What starts a script: each script of package.json that runs it, or `scripts/run.js` where there is none. */
function usagesOf(script: string): string[] {
	const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Readonly<Record<string, string>> };
	const names = Object.keys(scripts).filter((name) => scripts[name] === `node scripts/run.js ${script}`);
	return names.length === 0 ? [`node scripts/run.js ${script}`] : names.map((name) => `npm run ${name} --`);
}

const isTested = (usage: string) => COMMANDS.some(([tested]) => `${tested} `.startsWith(`${usage} `));

test("every script that scripts/run.js starts has a row in the table of this test", () => {
	const started = readdirSync("scripts").flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? []);
	expect(started.length).toBeGreaterThan(10);
	expect(started.filter((script) => !usagesOf(script).some(isTested))).toEqual([]);
	expect(usagesOf("consumers").filter(isTested)).toEqual(["npm run test:package --"]);
	expect(usagesOf("none").filter(isTested)).toEqual([]);
});

describe.each(COMMANDS)("%s", (usage, options, run) => {
	async function call(...args: string[]) {
		const [out, error]: [string[], string[]] = [[], []];
		const code = await run(args, { out: (text) => out.push(text), error: (line) => error.push(line) });
		return { code, out: out.join("\n"), error };
	}

	const positional = Object.entries(options).filter(([, option]) => "positional" in option);
	const named = Object.entries(options).filter(([, option]) => !("positional" in option));
	const places = positional.map(([name, { value = name }]) => `[${value}]`);

	test("its help names every option of its table, each with its explanation, and the exit codes", async () => {
		const { code, out, error } = await call("--help");
		expect({ code, error }).toEqual({ code: 0, error: [] });
		expect(out).toContain(`Usage: ${[usage, ...places].join(" ")} [options]\n`);
		const beginnings = [...places, ...named.map(([name]) => `--${name}`)];
		for (const [index, [name, { help }]] of [...positional, ...named].entries()) {
			const row = out.split("\n").find((line) => line.startsWith(`  ${beginnings[index]} `));
			expect(row, name).toContain(help);
		}
		expect(out).toMatch(/^ {2}--help +show this help$/m);
		expect(out).toMatch(/^Exit codes: 0 .*; 2 /m);
	});

	test("an unknown option, a bad number and a missing value are one line and exit code 2", async () => {
		const mistakes = [
			["--helpp", "Unknown option --helpp: did you mean --help?"],
			["--frobnicate", "Unknown option --frobnicate: see --help"],
		];
		const tooMany = Array.from({ length: places.length + 1 }, () => "here");
		const takesAll = positional.some(([, option]) => "multiple" in option);
		const rejected = takesAll ? expect.stringMatching(/^Unknown \w+ here: see --help$/) : "Unexpected argument here: see --help";
		expect(await call(...tooMany)).toEqual({ code: 2, out: "", error: [rejected] });
		for (const [name, option] of named) {
			if (option.type === "boolean") mistakes.push([`--${name}=x`, `--${name}: expected no value, got x`]);
			else mistakes.push([`--${name}`, `--${name}: expected a value, as --${name} <${option.value ?? option.type}>`]);
			if (option.type !== "number") continue;
			const { min, max } = option;
			const range = `--${name}: expected a whole number from ${min} to ${max}, got `;
			for (const value of ["many", String(min - 1), String(max + 1)]) mistakes.push([`--${name}=${value}`, range + value]);
		}
		for (const [argument = "", message] of mistakes) {
			expect(await call(argument), argument).toEqual({ code: 2, out: "", error: [message] });
		}
	});
});
