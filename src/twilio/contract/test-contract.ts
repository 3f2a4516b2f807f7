import type { TargetRequest } from "../../core/contract/command/setup.ts";
import type { ContractResult } from "../../core/contract/report/result.ts";
import { type RunOptions, runContract, type Target } from "../../core/contract/run/run.ts";
import { api } from "../api.ts";
import { createContractPolicy } from "./policy.ts";
import { createContractSandbox, sandboxTarget } from "./sandbox-target.ts";
import { targetAt } from "./targets.ts";

export interface ContractOptions extends RunOptions {
	/** The address of a server, or anything that responds to requests; a sandbox of its own by default. */
	readonly target?: string | Target;
	/** Path parameters to use instead of made-up ones, for a target that is an address. */
	readonly parameters?: Readonly<Record<string, string>>;
	/** Milliseconds to wait for a response, for a target that is an address; 10,000 by default. */
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
	const policy = createContractPolicy();
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
	// Loaded here, so that the rest of the module runs where there is no Node.
	const { judgeHar } = await import("../../core/contract/run/targets/har.ts");
	return judgeHar(api, createContractPolicy(), file, options);
}
