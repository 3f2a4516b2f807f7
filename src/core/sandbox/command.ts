import { parseArgs, styleText } from "node:util";
import { isLoopback } from "../operation/loopback.ts";
import { plain } from "../operation/plain.ts";
import { splitUrl } from "../operation/split-url.ts";
import { type Fault, FaultError, parseFault } from "./faults.ts";
import type { SandboxExchange } from "./har.ts";
import type { RunningSandbox } from "./listen.ts";
import type { SandboxRunOptions } from "./options.ts";
import { hostName } from "./origin.ts";
import { SeedError } from "./policy.ts";
import type { Sandbox } from "./sandbox.ts";
import { applyFile, type KeptState, keepState, readSeedFile, StateFileError } from "./state-file.ts";

/** What a vendor adds to the command. */
export interface CommandSetup {
	/** How the command is called, for the help. */
	readonly usage: string;
	/** Lines of the help for options that `--set` takes, with what they do. */
	readonly settings: readonly string[];
	/**
	 * Makes the sandbox.
	 *
	 * @param settings the values of `--set`, by name
	 * @throws {TypeError} naming a setting that makes no sense
	 */
	create(options: SandboxRunOptions, settings: Readonly<Record<string, string>>): Sandbox;
	/** What to print after the start: how to call the sandbox at this address. */
	hints(url: string, settings: Readonly<Record<string, string>>): readonly string[];
}

/** Where the command writes to and how it is told to stop. */
export interface CommandContext {
	readonly out: (line: string) => void;
	readonly error: (line: string) => void;
	/** Is called once with what closes the sandbox. */
	readonly onStop: (stop: () => void) => void;
}

const OPTIONS = {
	port: { type: "string", default: "4010" },
	host: { type: "string", default: "127.0.0.1" },
	"allow-host": { type: "string", multiple: true },
	seed: { type: "string" },
	state: { type: "string" },
	fault: { type: "string", multiple: true },
	set: { type: "string", multiple: true },
	record: { type: "string", default: "100" },
	quiet: { type: "boolean", default: false },
	json: { type: "boolean", default: false },
	help: { type: "boolean", default: false },
} as const;

type Values = ReturnType<typeof readArguments>;

/** A mistake in how the command was called. */
class UsageError extends Error {}

/**
 * Serves a sandbox until it is told to stop.
 *
 * @returns the exit code: 0 after a clean end, 2 where it could not start
 */
export async function runSandboxCommand(args: readonly string[], setup: CommandSetup, context: CommandContext): Promise<number> {
	try {
		const values = readArguments(args);
		if (values.help) {
			context.out(help(setup));
			return 0;
		}
		return await serve(values, setup, context);
	} catch (error) {
		const message = explain(error);
		if (message === undefined) throw error;
		context.error(message);
		return 2;
	}
}

function readArguments(args: readonly string[]) {
	return parseArgs({ args: [...args], options: OPTIONS }).values;
}

async function serve(values: Values, setup: CommandSetup, context: CommandContext): Promise<number> {
	const settings = Object.fromEntries((values.set ?? []).map(readSetting));
	const seedFile = values.seed;
	const seed = seedFile === undefined ? undefined : readSeedFile(seedFile);
	const log = logger(values, context);
	const options: SandboxRunOptions = {
		faults: (values.fault ?? []).map(readFault),
		record: readWhole("record", values.record, 100_000),
		onExchange: log.exchange,
		onError: (error) => context.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
		...(seed ? { seed } : {}),
	};
	let sandbox: Sandbox | undefined;
	applyFile(seedFile ?? "", () => {
		sandbox = setup.create(options, settings);
	});
	if (sandbox === undefined) throw new Error("unreachable: what applies a seed either makes a sandbox or throws");
	const kept = values.state === undefined ? undefined : keepState(sandbox, values.state, ({ message }) => context.error(message));
	const running = await sandbox.listen({
		port: readWhole("port", values.port, 65_535),
		host: values.host,
		allowedHosts: values["allow-host"] ?? [],
	});
	log.start(running, setup.hints(running.url, settings));
	return new Promise((resolve) => context.onStop(() => resolve(stop(running, kept, context))));
}

/** Nothing that was acknowledged is lost: the state is written when the last answer is out. */
async function stop(running: RunningSandbox, kept: KeptState | undefined, { error }: CommandContext): Promise<number> {
	await running.close();
	try {
		kept?.stop();
		return 0;
	} catch (problem) {
		error(problem instanceof Error ? problem.message : String(problem));
		return 2;
	}
}

function readSetting(text: string): [string, string] {
	const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
	if (name === undefined || value === undefined) throw new UsageError(`--set ${text}: expected name=value`);
	return [name, value];
}

function readFault(text: string): Fault {
	try {
		return parseFault(text);
	} catch (error) {
		throw new UsageError(`--fault ${text}: ${error instanceof Error ? error.message : error}`);
	}
}

function readWhole(name: string, text: string, most: number): number {
	const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (value >= 0 && value <= most) return value;
	throw new UsageError(`--${name}: expected a whole number up to ${most}, got ${text}`);
}

function logger({ quiet, json, host }: Values, { out, error }: CommandContext) {
	return {
		start(running: RunningSandbox, hints: readonly string[]): void {
			if (json) out(JSON.stringify({ event: "listening", url: running.url, port: running.port }));
			else {
				out(`Sandbox listening at ${styleText("bold", running.url)}  (Ctrl-C stops it)`);
				if (!quiet) for (const line of hints) out(line);
			}
			if (!isLoopback(hostName(host) ?? host)) {
				error(`Listening at ${host}: everyone who can reach this machine can read and change what is in the sandbox.`);
			}
		},
		exchange(exchange: SandboxExchange): void {
			if (quiet) return;
			out(json ? JSON.stringify(summary(exchange)) : line(exchange));
		},
	};
}

function summary({ started, elapsed, request, response, operationId, ending, ignored }: SandboxExchange) {
	const { pathname, query } = splitUrl(request.url);
	return {
		event: "exchange",
		time: new Date(started).toISOString(),
		method: request.method,
		path: query === "" ? pathname : `${pathname}?${query}`,
		status: ending === "reset" ? null : response.status,
		operationId: operationId ?? null,
		milliseconds: elapsed,
		...(ending === "complete" ? {} : { ending }),
		...(ignored.length === 0 ? {} : { ignored }),
	};
}

function line(exchange: SandboxExchange): string {
	const { time, method, path, status, operationId, milliseconds, ending, ignored } = summary(exchange);
	const colour = status === null || status >= 500 ? "red" : status >= 400 ? "yellow" : "green";
	const notes = [operationId ?? "", `${milliseconds} ms`, ending ?? "", ignored ? `ignored: ${ignored.join(", ")}` : ""];
	const shown = plain(`${method.padEnd(6)} ${path}  ${notes.filter(Boolean).join("  ")}`);
	return `${time.slice(11, 19)} ${styleText(colour, String(status ?? "—").padEnd(3))} ${shown}`;
}

/** One line for what people can put right; undefined for what is a mistake of ours. */
function explain(error: unknown): string | undefined {
	if (!(error instanceof Error)) return undefined;
	const code = (error as NodeJS.ErrnoException).code ?? "";
	const { port, address } = error as { port?: number; address?: string };
	if (code === "EADDRINUSE") return `Port ${port} is in use. Name another one with --port; --port 0 picks one that is free.`;
	if (code === "EACCES") return `Port ${port} is not for everyone. Name one from 1024 on with --port.`;
	if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
		return `${address ?? "The host"}: this machine has no such address. Name another one with --host.`;
	const known = [UsageError, StateFileError, SeedError, FaultError, TypeError].some((type) => error instanceof type);
	return known || code.startsWith("ERR_PARSE_ARGS") ? error.message : undefined;
}

function help({ usage, settings }: CommandSetup): string {
	return `Usage: ${usage} [options]

Serves a local upstream that keeps state: what is created can be fetched, listed, changed and deleted.

Options:
  --port <number>        4010 by default; 0 picks one that is free and prints it
  --host <address>       127.0.0.1 by default: this machine alone
  --allow-host <name>    another name that clients may call it by (repeatable)
  --seed <file>          what is there from the start, as JSON
  --state <file>         keep the state in this file: loaded at the start, written after changes and at the end
  --fault <fault>        what goes wrong, such as status=429,times=3 or latency=200 or drift=missing:/sid (repeatable)
  --set <name=value>     how it behaves where the documents leave it open (repeatable):
${settings.map((setting) => `                           ${setting}`).join("\n")}
  --record <number>      how many exchanges /_sandbox/har keeps; 100 by default, 0 for none
  --quiet                print the address and nothing else
  --json                 print JSON, one object a line
  --help                 show this

Exit codes: 0 stopped; 2 could not start.`;
}
