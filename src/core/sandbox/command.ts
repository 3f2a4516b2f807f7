import { type CommandContext, untilStopped } from "../command/command-context.ts";
import {
	type Command,
	defineCommand,
	type OptionTable,
	type OptionValues,
	recordOf,
	UsageError,
} from "../command/define-command.ts";
import { hostName, isLoopback } from "../operation/loopback.ts";
import { messageOf } from "../operation/message-of.ts";
import { paint } from "../operation/paint.ts";
import { withoutSlash } from "../operation/rebase-url.ts";
import { printExchange, printWebhook } from "./command-log.ts";
import { type Fault, parseFault } from "./fault.ts";
import { FaultError } from "./fault-error.ts";
import type { RunningSandbox } from "./listen.ts";
import type { ListenOptions } from "./listen-options.ts";
import type { SandboxRunOptions } from "./options.ts";
import { SeedError } from "./policy.ts";
import type { Sandbox } from "./sandbox.ts";
import { applyFile, keepState, readSeedFile } from "./state-file.ts";
import { StateFileError } from "./state-file-error.ts";
import type { WebhookOptions } from "./webhook-options.ts";

/** What a vendor adds to the command. */
export interface SandboxSetup {
	/** How the command is called, for the help. */
	readonly usage: string;
	/** Lines of the help about the settings that `--set` takes. */
	readonly settings: readonly string[];
	/**
	 * Creates the sandbox.
	 *
	 * @param settings the values of `--set`, by name
	 * @throws {TypeError} naming the setting that is unknown or invalid
	 */
	create(options: SandboxRunOptions, settings: Readonly<Record<string, string>>): Sandbox;
	/** Lines to print after the start: how to call the sandbox at this address. */
	startupMessage(url: string, settings: Readonly<Record<string, string>>): readonly string[];
}

export const SANDBOX_OPTIONS = {
	port: { type: "number", min: 0, max: 65_535, default: 4010, help: "the port; 0 picks a free one and prints it" },
	host: { type: "string", value: "address", default: "127.0.0.1", help: "where to listen; by default for this machine only" },
	"allow-host": { type: "string", value: "name", multiple: true, help: "another host name that clients may use" },
	"allow-origin": {
		type: "string",
		value: "origin",
		multiple: true,
		help: "the origin of web pages that may use the sandbox, besides pages of this machine",
	},
	"public-url": { type: "string", value: "url", help: "the address by which clients reach the sandbox through a proxy" },
	"trust-proxy": { type: "boolean", help: "follow X-Forwarded-Proto, -Host and -Prefix, which the proxy must set" },
	seed: { type: "string", value: "file", help: "the resources to start with, as JSON" },
	state: { type: "string", value: "file", help: "keep the state here: read at the start, written with every change" },
	fault: {
		type: "string",
		value: "fault",
		multiple: true,
		help: "such as status=429,times=3, latency=200, mutation=undocumented:/extra",
	},
	webhook: { type: "string", value: "url", help: "where to send webhooks; only to this machine" },
	"pre-webhook": { type: "string", value: "url", help: "where to send webhooks that ask before a change" },
	"webhook-method": { type: "string", value: "method", help: "how to send webhooks: POST (default) or GET" },
	"webhook-filter": { type: "string", value: "name", multiple: true, help: "a webhook to send; all by default" },
	"allow-webhook-host": { type: "string", value: "name", multiple: true, help: "another host that webhooks may go to" },
	set: { type: "string", value: "name=value", multiple: true, help: "behaviour that the documents leave open" },
	"no-inspector": { type: "boolean", help: "serve no page at / that shows the sandbox in a browser" },
	record: { type: "number", min: 0, max: 100_000, default: 100, help: "how many exchanges /_sandbox/har keeps; 0 for none" },
	quiet: { type: "boolean", help: "print only the address" },
	json: { type: "boolean", help: "print one JSON object per line" },
} as const satisfies OptionTable;

type SandboxValues = OptionValues<typeof SANDBOX_OPTIONS>;

/** The command that serves a sandbox until it is stopped. */
export function createSandboxCommand(setup: SandboxSetup): Command<typeof SANDBOX_OPTIONS> {
	return defineCommand({
		usage: setup.usage,
		description: "Runs a mock server that keeps state: what is created can be fetched, listed, changed and deleted.",
		options: { ...SANDBOX_OPTIONS, set: { ...SANDBOX_OPTIONS.set, details: setup.settings } },
		exitCodes: "0 stopped; 2 could not start.",
		errors: [StateFileError, SeedError],
		run: (values, context) => serveUntilStopped(values, setup, context),
	});
}

async function serveUntilStopped(values: SandboxValues, setup: SandboxSetup, context: CommandContext): Promise<number> {
	const { seed: seedFile, state: stateFile } = values;
	const settings = recordOf("set", values.set.map(readSetting));
	const options: SandboxRunOptions = {
		faults: values.fault.map(readFault),
		record: values.record,
		allowedOrigins: values["allow-origin"],
		webhooks: webhookOptionsOf(values),
		onExchange: (exchange) => printExchange(exchange, values, context),
		onWebhook: (delivery) => printWebhook(delivery, values, context),
		onError: (error) => context.error(explainFailure(error)),
		...(seedFile !== undefined && { seed: readSeedFile(seedFile) }),
	};
	const sandbox = await withUsageErrors(() => applyFile(seedFile ?? "", () => setup.create(options, settings)));
	const kept = stateFile === undefined ? undefined : await keepState(sandbox, stateFile, ({ message }) => context.error(message));
	try {
		const running = await withUsageErrors(() => sandbox.listen(listenOptionsOf(values)));
		const called = withoutSlash(values["public-url"] ?? running.url);
		const inspector = values["no-inspector"] ? [] : [`Inspector: ${paint(context, "bold", `${called}/`)}`];
		printStart(running, [...inspector, ...setup.startupMessage(called, settings)], values, context);
		await untilStopped(context);
		await running.close();
	} finally {
		await kept?.stop();
	}
	return 0;
}

/** The user can put right what keeps the state from being written; any other error is a bug. */
function explainFailure(error: unknown): string {
	if (error instanceof StateFileError) return error.message;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function listenOptionsOf(values: SandboxValues): ListenOptions {
	const { port, host, "allow-host": allowedHosts, "public-url": publicUrl, "trust-proxy": trustProxy } = values;
	const inspector = !values["no-inspector"];
	return { port, host, inspector, allowedHosts, trustProxy, ...(publicUrl !== undefined && { publicUrl }) };
}

function webhookOptionsOf(values: SandboxValues): WebhookOptions {
	const { webhook: url, "pre-webhook": preUrl, "webhook-method": method, "webhook-filter": filters } = values;
	if (url === undefined && preUrl === undefined && (method !== undefined || filters.length > 0)) {
		throw new UsageError("--webhook-method and --webhook-filter need the address to send to: give --webhook or --pre-webhook");
	}
	return {
		...(url !== undefined && { url }),
		...(preUrl !== undefined && { preUrl }),
		// It is checked with the others.
		...(method !== undefined && { method: method.toUpperCase() as "GET" | "POST" }),
		...(filters.length > 0 && { filters }),
		allowedHosts: values["allow-webhook-host"],
	};
}

/** The options come from the user, so a `TypeError` or a `FaultError` about them is no bug. */
async function withUsageErrors<Result>(run: () => Result | Promise<Result>): Promise<Result> {
	try {
		return await run();
	} catch (error) {
		if (error instanceof FaultError) throw new UsageError(`--fault: ${error.message}`);
		throw error instanceof TypeError ? new UsageError(error.message) : error;
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
		throw new UsageError(`--fault ${text}: ${messageOf(error)}`);
	}
}

function printStart(
	running: RunningSandbox,
	message: readonly string[],
	{ quiet, json, host }: SandboxValues,
	context: CommandContext,
): void {
	if (json) context.out(JSON.stringify({ event: "listening", url: running.url, port: running.port }));
	else if (quiet) context.out(running.url);
	else context.out(`Sandbox listening at ${paint(context, "bold", running.url)}  (Ctrl-C stops it)`);
	if (!json && !quiet) for (const line of message) context.out(line);
	if (!isLoopback(hostName(host) ?? host)) {
		context.error(`Listening at ${host}: everyone who can reach this machine can read and change the data in the sandbox.`);
		context.error("Clients that call it by a name other than this address or localhost need --allow-host.");
	}
}
