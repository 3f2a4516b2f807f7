import { operations } from "../generated/operations.ts";
import { payloads } from "../generated/payloads.ts";
import { requestValidators } from "../generated/validators/requests.js";
import { responseValidators } from "../generated/validators/responses.js";
import type { ContractApi } from "./contract/api.ts";
import type { ContractResult, Outcome } from "./contract/result.ts";
import { type RunOptions, runContract, type Target } from "./contract/run.ts";
import type { ChosenTarget, ContractContext, ContractSetup, TargetRequest } from "./contract/setup.ts";
import { createFetchSend } from "./contract/targets/fetch.ts";
import { compareDescriptions } from "./contract/vendor/compare-descriptions.ts";
import { readDescription } from "./contract/vendor/read-description.ts";
import { createSandbox, type Sandbox } from "./sandbox.ts";
import { basicCredentials } from "./twilio/contract-credentials.ts";
import { LIVE_ENVIRONMENT, liveTarget } from "./twilio/contract-live.ts";
import { createContractPolicy } from "./twilio/contract-policy.ts";
import { targetAt } from "./twilio/contract-targets.ts";

export type { Case, CaseKind, Skip } from "./contract/case.ts";
export type { Coverage, Share } from "./contract/coverage.ts";
export type { Exchange } from "./contract/exchange.ts";
export type { Deviation, Finding, Severity } from "./contract/finding.ts";
export type { Credentials } from "./contract/policy.ts";
export { REPORTS as reports } from "./contract/reports/index.ts";
export type { Report, ReportContext, SourcePosition } from "./contract/reports/report.ts";
export type { CaseResult, ContractResult, Outcome, Verdict } from "./contract/result.ts";
export { exitCodeOf } from "./contract/result.ts";
export type { RunOptions, Target } from "./contract/run.ts";
export { SelectionError } from "./contract/run.ts";
export type { Send } from "./contract/session.ts";
export type { ContractContext } from "./contract/setup.ts";
export { TargetError } from "./contract/setup.ts";
export type { DifferenceId } from "./contract/vendor/differences.ts";
export { DescriptionFileError } from "./contract/vendor/read-description.ts";
export { basicCredentials } from "./twilio/contract-credentials.ts";

const api: ContractApi = { operations, requestValidators, responseValidators, payloads };
const policy = createContractPolicy();

/** An account that exists nowhere. */
const ACCOUNT = { username: `AC${"0123456789abcdef".repeat(2)}`, password: "embedded-sandbox" };

export interface ContractOptions extends RunOptions {
	/** The address of a server, or anything that answers requests; a sandbox of its own by default. */
	readonly target?: string | Target;
	/** Path parameters to use instead of made-up ones, for a target that is an address. */
	readonly parameters?: Readonly<Record<string, string>>;
	/** Milliseconds to wait for an answer, for a target that is an address; 10,000 by default. */
	readonly timeout?: number;
}

/**
 * Tests a target against the description.
 *
 * ```ts
 * const { verdict, findings } = await testContract({ target: "http://127.0.0.1:4010" });
 * ```
 *
 * @throws {SelectionError} where the options leave nothing to run
 */
export function testContract(options: ContractOptions = {}): Promise<ContractResult> {
	const { target, parameters = {}, timeout = 10_000, ...rest } = options;
	if (typeof target === "object") return runContract(api, policy, target, rest);
	const random = rest.random ?? Math.random;
	const request: TargetRequest = { env: {}, parameters, timeout, write: true, random };
	const tested = target === undefined ? sandboxTarget(createContractSandbox({ random })) : targetAt(target, request).target;
	return runContract(api, policy, tested, rest);
}

/**
 * Judges recorded traffic: an HTTP archive, read piece by piece (Node only). No request is sent.
 *
 * @throws {TargetError} where the file is no HTTP archive, or nothing in it can be read
 */
export async function judgeRecording(file: string, options: { readonly strict?: boolean } = {}): Promise<ContractResult> {
	// Loaded here, so that the rest of this module runs where there is no Node.
	const { judgeHar } = await import("./contract/targets/har.ts");
	return judgeHar(api, policy, file, options);
}

/**
 * Compares another OpenAPI 3.0 or 3.1 description with this one. Each difference is a deviation whose `check` says of what kind
 * it is ({@link DifferenceId}).
 *
 * @param document the description, as its JSON or YAML is read
 * @param name what it is called in reports
 * @throws {DescriptionFileError} where it is none
 */
export function compareDescription(document: unknown, name = "the other description"): Outcome {
	return compareDescriptions(api, readDescription(document), name);
}

/** A sandbox as a target, called without a network. It must know the credentials, or take any. */
export function sandboxTarget(
	sandbox: Sandbox,
	credentials = basicCredentials(ACCOUNT.username, ACCOUNT.password, true, `-u "${ACCOUNT.username}:${ACCOUNT.password}"`),
): Target {
	return { name: "the embedded sandbox", send: (request) => sandbox.handle(request), credentials };
}

/** A sandbox that takes exactly the credentials of {@link sandboxTarget}. */
export function createContractSandbox(options: Parameters<typeof createSandbox>[0] = {}): Sandbox {
	return createSandbox({ record: 0, credentials: [ACCOUNT], ...options });
}

/** A sandbox on a port of this machine: what is proved of it is proved of a server. */
async function serveSandbox({ random, timeout, parameters }: TargetRequest): Promise<ChosenTarget> {
	const sandbox = createContractSandbox({ random });
	const { url, close } = await sandbox.listen();
	return { target: { ...sandboxTarget(sandbox), baseUrl: url, parameters, send: createFetchSend({ timeout }) }, close };
}

/**
 * Tests as a command does: with arguments, reports and an exit code (Node only).
 *
 * @param args the arguments after the name of the command; `--help` tells them
 * @param extras how the command is called, and what only the project itself has at hand
 * @returns 0 conforms, 1 findings, 2 could not run
 */
export async function runContractCommand(
	args: readonly string[],
	context: ContractContext,
	extras: Partial<Pick<ContractSetup, "usage" | "locate" | "parseYaml">> = {},
): Promise<number> {
	// Loaded here, so that the rest of this module runs where there is no Node.
	const { runContractCommand: run } = await import("./contract/command.ts");
	const setup: ContractSetup = {
		usage: "twilio-messages contract",
		api,
		policy,
		targets: {
			sandbox: { what: "the embedded sandbox, on a port of its own", create: serveSandbox },
			twilio: { what: "the real hosts, with what the environment names; reads only, unless --write", create: liveTarget },
		},
		at: targetAt,
		environment: ["Environment:", "  CONTRACT_CREDENTIALS     name:password for a target that is a URL", ...LIVE_ENVIRONMENT],
		...extras,
	};
	return run(args, setup, context);
}
