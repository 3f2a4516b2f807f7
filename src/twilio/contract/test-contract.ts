import { compareDescriptions } from "../../core/compare/compare-descriptions.ts";
import { readDescription } from "../../core/compare/read-description.ts";
import { readGeneratedApi } from "../../core/compare/read-generated-api.ts";
import type { ComparisonResult } from "../../core/compare/result.ts";
import type { TargetRequest } from "../../core/contract/command/setup.ts";
import type { ContractResult } from "../../core/contract/report/result.ts";
import { runContract } from "../../core/contract/run/run.ts";
import { RUN_RULES, type RunOptions } from "../../core/contract/run/run-options.ts";
import type { Target } from "../../core/contract/run/target.ts";
import type { RecordingOptions } from "../../core/contract/run/targets/har-judge.ts";
import {
	BOOLEAN,
	FUNCTION,
	HTTP_URL,
	hasMethods,
	isPlainObject,
	LIST_OF_TEXTS,
	MILLISECONDS,
	OBJECT_OF_TEXTS,
	type RulesOf,
} from "../../core/operation/option-rules.ts";
import { requireOptions } from "../../core/operation/require-options.ts";
import { kindOf } from "../../core/operation/value.ts";
import { api } from "../api.ts";
import { webhookApi } from "../webhooks/api.ts";
import { createContractPolicy } from "./policy.ts";
import { createContractSandbox, sandboxTarget, targetAt } from "./targets.ts";

/** The options of {@link testContract}: the target, and the options of the run. */
export interface ContractOptions extends RunOptions {
	/** The URL of a server, or an object that responds to requests; a new sandbox by default. */
	readonly target?: string | Target;
	/** Values of path parameters, by name or as `operationId.name`, for a target that is a URL. Others are made up. */
	readonly parameters?: Readonly<Record<string, string>>;
	/** Milliseconds to wait for each response, for a target that is a URL; 10,000 by default. */
	readonly timeout?: number;
}

const isUrl = HTTP_URL[1];

const CONTRACT_RULES: RulesOf<ContractOptions> = {
	...RUN_RULES,
	target: [
		"an http(s) URL, or an object with send and credentials",
		(value) =>
			typeof value === "string" ? isUrl(value) : hasMethods(["send"])(value) && isPlainObject(Object(value).credentials),
	],
	parameters: OBJECT_OF_TEXTS,
	timeout: MILLISECONDS,
};

/**
 * Tests a target against the description.
 *
 * ```ts
 * const { verdict, findings } = await testContract({ target: "http://127.0.0.1:4010" });
 * ```
 *
 * @throws {SelectionError} if the options select no case
 * @throws {TypeError} naming the option that is not known, or whose value is invalid
 */
export async function testContract(options: ContractOptions = {}): Promise<ContractResult> {
	requireOptions("testContract", options, CONTRACT_RULES);
	const { target, parameters = {}, timeout = 10_000, ...rest } = options;
	const policy = createContractPolicy();
	if (typeof target === "object") return runContract(api, policy, target, rest);
	const random = rest.random ?? Math.random;
	const request: TargetRequest = { env: {}, parameters, timeout, write: true, random };
	const tested = target === undefined ? sandboxTarget(createContractSandbox({ random })) : targetAt(target, request).target;
	return runContract(api, policy, tested, rest);
}

const RECORDING_RULES: RulesOf<RecordingOptions> = {
	operations: LIST_OF_TEXTS,
	tags: LIST_OF_TEXTS,
	strict: BOOLEAN,
	servers: OBJECT_OF_TEXTS,
	now: FUNCTION,
};

/**
 * Judges recorded traffic: HTTP archives, read piece by piece (Node only). No request is sent.
 *
 * @param files one file, or several that are judged together
 * @throws {TargetError} if a file is not an HTTP archive, or no entry can be read
 * @throws {SelectionError} if the options name what does not exist, or select no operation
 */
export async function judgeRecording(files: string | readonly string[], options: RecordingOptions = {}): Promise<ContractResult> {
	requireOptions("judgeRecording", options, RECORDING_RULES);
	const names = [files].flat();
	if (!names.every((name) => typeof name === "string")) {
		throw new TypeError(`judgeRecording: expected the path of a file, or several, got ${kindOf(files)}`);
	}
	// Loaded on demand, so that this module runs without Node too.
	const { judgeHar } = await import("../../core/contract/run/targets/har.ts");
	return judgeHar(api, createContractPolicy(), names, options);
}

/**
 * Compares another OpenAPI 3.0 or 3.1 description with this one. The `kind` of each difference is a {@link DifferenceId}.
 *
 * @param document the description, as parsed from JSON or YAML
 * @param name what it is called in reports
 * @throws {DescriptionFileError} if it is not such a description
 */
export function compareDescription(document: unknown, name = "the other description"): ComparisonResult {
	return compareDescriptions(readGeneratedApi(api, webhookApi), readDescription(document), name);
}
