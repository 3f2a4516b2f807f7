import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { randomFrom } from "../../operation/random.ts";
import type { ReportContext } from "../../report/format.ts";
import { REPORTS } from "../report/formats/index.ts";
import { planRun, runContract } from "../run/run.ts";
import type { RunOptions } from "../run/run-options.ts";
import { SelectionError } from "../run/select.ts";
import { help } from "./command-help.ts";
import { type PrintableResult, printableRun } from "./printable-result.ts";
import { type ChosenTarget, type ContractContext, type ContractSetup, TargetError, type TargetRequest } from "./setup.ts";

const OPTIONS = {
	target: { type: "string" },
	har: { type: "string" },
	"vendor-spec": { type: "string", multiple: true },
	report: { type: "string", multiple: true },
	only: { type: "string", multiple: true },
	operation: { type: "string", multiple: true },
	param: { type: "string", multiple: true },
	list: { type: "boolean", default: false },
	bail: { type: "boolean", default: false },
	strict: { type: "boolean", default: false },
	write: { type: "boolean", default: false },
	timeout: { type: "string", default: "10000" },
	concurrency: { type: "string", default: "4" },
	"max-requests": { type: "string" },
	seed: { type: "string" },
	verbose: { type: "boolean", default: false },
	help: { type: "boolean", default: false },
} as const;

export type Values = ReturnType<typeof readArguments>;

/** A mistake in how the command was called. */
class UsageError extends Error {}

/**
 * Tests a target, a recording or a vendor's own description as a command does.
 *
 * @param args the arguments after the name of the command; `--help` tells them
 * @returns the exit code: 0 conforms, 1 findings, 2 could not run
 */
export async function runContractCommand(
	args: readonly string[],
	setup: ContractSetup,
	context: ContractContext,
): Promise<number> {
	try {
		const values = readArguments(args);
		if (values.help) {
			context.out(help(setup, Object.keys(REPORTS)));
			return 0;
		}
		return await dispatch(values, setup, context);
	} catch (error) {
		context.error(explain(error));
		return 2;
	}
}

function readArguments(args: readonly string[]) {
	const { values, tokens } = parseArgs({ args: [...args], options: OPTIONS, tokens: true });
	const mode = (["har", "vendor-spec"] as const).find((name) => values[name] !== undefined);
	const given = tokens.flatMap((token) => (token.kind === "option" ? token.name : []));
	const stranger = mode && given.find((name) => name !== mode && !OFFLINE.has(name));
	if (stranger !== undefined) throw new UsageError(`--${stranger} has no meaning with --${mode}, which sends nothing`);
	return values;
}

/** The options that make sense where no request is sent. */
const OFFLINE = new Set(["report", "strict", "verbose", "help"]);

async function dispatch(values: Values, setup: ContractSetup, context: ContractContext): Promise<number> {
	const reports = readReports(values.report ?? []);
	if (values.har !== undefined) {
		const { judgeHar } = await import("../run/targets/har.ts");
		const { progress } = context;
		const result = await judgeHar(setup.api, setup.policy, values.har, {
			strict: values.strict,
			...(progress && { onProgress: (read, size) => progress(`${Math.floor((100 * read) / size)} % read`) }),
		});
		progress?.("");
		return finish(printableRun(result), values, reports, setup, context);
	}
	if (values["vendor-spec"] !== undefined) {
		const { compareFiles } = await import("./compare-files.ts");
		return finish(compareFiles(values["vendor-spec"], [...reports.keys()], setup), values, reports, setup, context);
	}
	const chosen = await chooseTarget(values, setup, context);
	try {
		return await test(chosen, values, reports, setup, context);
	} finally {
		await chosen.close?.();
	}
}

async function test(
	chosen: ChosenTarget,
	values: Values,
	reports: ReadonlyMap<string, string>,
	setup: ContractSetup,
	context: ContractContext,
): Promise<number> {
	const options: RunOptions = {
		...(values.only && { only: values.only }),
		...(values.operation && { operations: values.operation }),
		bail: values.bail,
		strict: values.strict,
		concurrency: readWhole("concurrency", values.concurrency, 64),
		...(values.seed !== undefined && { random: randomFrom(values.seed) }),
		keepExchanges: reports.has("har"),
		...chosen.options,
		...(values["max-requests"] !== undefined && { maxRequests: least(values["max-requests"], chosen.options?.maxRequests) }),
		...(context.progress && { onCase: ({ id }, done, total) => context.progress?.(`${done}/${total} ${id}`) }),
	};
	const policy = chosen.policy ?? setup.policy;
	if (values.list) {
		context.out(listing(planRun(setup.api, policy, chosen.target, options)));
		return 0;
	}
	// Standard output may be a report that a program reads.
	for (const line of chosen.announcement ?? []) (toStandardOutput(reports) ? context.error : context.out)(line);
	const result = await runContract(setup.api, policy, chosen.target, options);
	context.progress?.("");
	return finish(printableRun(result), values, reports, setup, context);
}

async function finish(
	result: PrintableResult,
	values: Values,
	reports: ReadonlyMap<string, string>,
	setup: ContractSetup,
	context: ContractContext,
): Promise<number> {
	const { env } = context;
	const located = result.found > 0 && setup.locate ? { locate: await setup.locate() } : {};
	const known: ReportContext = { ...located, verbose: values.verbose };
	const inPlaceOfTerminal = toStandardOutput(reports);
	if (result.failure !== undefined) context.error(result.failure);
	else if (!inPlaceOfTerminal) context.out(result.print("terminal", { ...known, colour: context.colour }));
	if (env.GITHUB_ACTIONS === "true" && !inPlaceOfTerminal) {
		const annotations = result.print("annotations", known).trimEnd();
		if (annotations) context.out(annotations);
	}
	// Last, so that a file that cannot be written takes nothing else along.
	for (const [name, file] of reports) {
		const text = result.print(name, known);
		if (file === "-") context.out(text);
		else write(file, text);
	}
	if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, result.print("markdown", known));
	return result.exitCode;
}

function toStandardOutput(reports: ReadonlyMap<string, string>): boolean {
	return [...reports.values()].includes("-");
}

async function chooseTarget(values: Values, setup: ContractSetup, { env }: ContractContext): Promise<ChosenTarget> {
	const { targets } = setup;
	const name = values.target ?? Object.keys(targets)[0] ?? "";
	const request: TargetRequest = {
		env,
		parameters: Object.fromEntries((values.param ?? []).map((text) => readParameter(text, setup.api))),
		timeout: readWhole("timeout", values.timeout, 3_600_000),
		write: values.write,
		random: values.seed === undefined ? Math.random : randomFrom(values.seed),
	};
	const named = Object.hasOwn(targets, name) ? targets[name] : undefined;
	if (named !== undefined) return named.create(request);
	if (!/^https?:\/\/[^?#]+$/i.test(name) || !URL.canParse(name)) {
		const shown = name.replace(/(?<=\/\/).*@/s, "");
		const expected = `${Object.keys(targets).join(", ")} or an http(s) address without query and fragment`;
		throw new UsageError(`--target ${shown}: expected ${expected}`);
	}
	return setup.at(name, request);
}

function listing({ cases, skips }: ReturnType<typeof planRun>): string {
	const width = Math.max(0, ...cases.map(({ id }) => id.length));
	const lines = cases.map(({ id, proves }) => `${id.padEnd(width)}  ${proves}`);
	return [...lines, ...skips.map(({ id, reason }) => `${id.padEnd(width)}  skipped: ${reason}`)].join("\n");
}

function readReports(texts: readonly string[]): Map<string, string> {
	const reports = new Map<string, string>();
	for (const part of texts.flatMap((text) => text.split(","))) {
		const [, name = "", file = "-"] = /^([^=]*)(?:=(.+))?$/.exec(part) ?? [];
		if (!Object.hasOwn(REPORTS, name)) {
			throw new UsageError(`--report ${part}: expected one of ${Object.keys(REPORTS).join(", ")}, as name=file`);
		}
		if (file === "-" && toStandardOutput(reports)) {
			throw new UsageError(`--report ${part}: only one report can go to standard output; name a file, as ${name}=file`);
		}
		reports.set(name, file);
	}
	return reports;
}

function readParameter(text: string, { operations }: ContractSetup["api"]): [string, string] {
	const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
	if (name === undefined || value === undefined) throw new UsageError(`--param ${text}: expected name=value`);
	const known = Object.entries(operations).flatMap(([operationId, { parameters }]) =>
		Object.keys(parameters).flatMap((parameter) =>
			parameters[parameter]?.in === "path" ? [parameter, `${operationId}.${parameter}`] : [],
		),
	);
	if (!known.includes(name)) {
		const names = [...new Set(known)].filter((one) => !one.includes("."));
		throw new UsageError(`--param ${name}: expected one of ${names.join(", ")}, or operationId.name`);
	}
	return [name, value];
}

function readWhole(name: string, text: string, most: number): number {
	const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (value >= 1 && value <= most) return value;
	throw new UsageError(`--${name}: expected a whole number from 1 to ${most}, got ${text}`);
}

/** A target's own limit can be lowered, not lifted. */
function least(text: string, limit = Number.POSITIVE_INFINITY): number {
	return Math.min(readWhole("max-requests", text, 1_000_000), limit);
}

function write(file: string, text: string): void {
	mkdirSync(dirname(resolve(file)), { recursive: true });
	writeFileSync(file, text);
}

/** One line for what people can put right, with the stack for what is a mistake of ours. */
function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { code, syscall } = error as NodeJS.ErrnoException;
	const known = [UsageError, TargetError, SelectionError].some((type) => error instanceof type);
	return known || syscall !== undefined || code?.startsWith("ERR_PARSE_ARGS") ? error.message : (error.stack ?? error.message);
}
