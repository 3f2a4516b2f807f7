import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { encodedForms } from "../../../operation/encoded-forms.ts";
import { type GeneratedApi, operationOf } from "../../../operation/generated-api.ts";
import { createRedactor } from "../../../operation/redact.ts";
import { REDACTED, secretsInExchange } from "../../../operation/redact-exchange.ts";
import { decodeParts } from "../../../operation/request.ts";
import { Resources } from "../../../operation/resources.ts";
import { Router } from "../../../operation/router.ts";
import { splitUrl } from "../../../operation/split-url.ts";
import { TargetError } from "../../command/setup.ts";
import { parseBody, type Step } from "../../exchange.ts";
import type { CheckContext } from "../../judge/check.ts";
import { FindingList, judge } from "../../judge/judge.ts";
import type { ContractPolicy } from "../../policy.ts";
import { CoverageCounter } from "../../report/coverage.ts";
import { redactFinding } from "../../report/redact.ts";
import { type CaseResult, type ContractResult, fails, type Verdict } from "../../report/result.ts";
import { type ReadEntry, readEntry } from "./har-entry.ts";
import { HarNotes } from "./har-notes.ts";
import { HarSplitter } from "./har-splitter.ts";

/** How a recording is judged. */
interface HarOptions {
	/**
	 * Fails for additive and absent deviations too, for requests that belong to no operation, and for entries that cannot be read;
	 * false by default.
	 */
	readonly strict?: boolean;
	/** The time in milliseconds since 1970; `Date.now` by default. */
	readonly now?: () => number;
	/** Called after each piece of the file: the bytes read so far, and the size of the file. */
	readonly onProgress?: (read: number, size: number) => void;
}

const CHUNK_BYTES = 1024 * 1024;

/**
 * Judges recorded traffic: an HTTP archive, read piece by piece. No request is sent.
 *
 * @throws {TargetError} if the file is not an HTTP archive, or none of its entries can be read
 */
export async function judgeHar(
	api: GeneratedApi,
	policy: ContractPolicy,
	file: string,
	options: HarOptions = {},
): Promise<ContractResult> {
	const judged = new HarJudge(api, policy, file, options);
	const splitter = new HarSplitter();
	const { size } = await stat(file);
	const stream = createReadStream(file, { highWaterMark: CHUNK_BYTES });
	try {
		for await (const chunk of stream) {
			for (const entry of splitter.push(chunk as Uint8Array)) judged.add(readEntry(entry));
			options.onProgress?.(stream.bytesRead, size);
		}
	} catch (error) {
		if (error instanceof RangeError) throw new TargetError(`${file}: ${error.message}`);
		throw error;
	}
	if (!splitter.found)
		throw new TargetError(`${file}: expected an HTTP archive, with a list of entries at /log/entries; found none`);
	if (!splitter.complete) judged.add({ problem: "the file ends in the middle of the list" });
	return judged.finish();
}

/** Secrets beyond this number are not collected: no real recording has as many accounts. */
const MAX_SECRETS = 10_000;

/** The sums over all exchanges of one operation, and the positions of its findings in the list. */
type OperationTotals = { requests: number; elapsed: number; readonly findings: Set<number> };

class HarJudge {
	readonly #context: CheckContext;
	readonly #file: string;
	readonly #strict: boolean;
	readonly #now: () => number;
	readonly #started: number;
	readonly #router: Router;
	readonly #findings = new FindingList();
	readonly #coverage: CoverageCounter;
	readonly #secrets = new Set<string>();
	readonly #notes = new HarNotes();
	/** By operationId. */
	readonly #results = new Map<string, OperationTotals>();
	#nextEntry = 0;

	constructor(api: GeneratedApi, policy: ContractPolicy, file: string, { strict = false, now = Date.now }: HarOptions) {
		this.#context = { api, policy, resources: new Resources(api, policy) };
		this.#file = file;
		this.#strict = strict;
		this.#now = now;
		this.#started = now();
		this.#router = new Router(api.operations);
		this.#coverage = new CoverageCounter(api);
	}

	add(read: ReadEntry): void {
		const entry = this.#nextEntry++;
		if ("problem" in read) {
			this.#notes.addMalformed(entry, read.problem);
			return;
		}
		const { request, response, started, elapsed } = read;
		if (this.#secrets.size < MAX_SECRETS) {
			for (const [text] of secretsInExchange(request, response)) this.#secrets.add(text);
		}
		const url = splitUrl(request.url);
		const match = this.#router.find(request.method, url);
		const isConditional = (request.headers["if-none-match"] ?? request.headers["if-modified-since"]) !== undefined;
		// The response to a conditional request has no body because the cached one is still valid (RFC 9110, 15.4.5).
		if (response.status === 304 && isConditional) this.#notes.addNotModified();
		else if (match === undefined || "allowed" in match) this.#notes.addUnmatched(request.method, url);
		else {
			const { operationId, path } = match;
			const parts = decodeParts(operationOf(this.#context.api, operationId), request, path, url.query);
			const exchange = { operationId, request, response, parts, body: parseBody(response), entry, started, elapsed };
			this.#judge({ role: "probe", expect: { kind: "any" }, exchange });
		}
	}

	finish(): ContractResult {
		const requests = [...this.#results.values()].reduce((sum, result) => sum + result.requests, 0);
		if (requests === 0 && this.#notes.firstMalformed !== undefined) {
			throw new TargetError(`${this.#file}: no entry of it can be judged; ${this.#notes.firstMalformed}`);
		}
		const redact = createRedactor(
			[...this.#secrets].map((text) => [text, REDACTED]),
			encodedForms,
		);
		return {
			verdict: this.#verdict(requests),
			verdictWithoutFindings: this.#verdictWithoutFindings(requests),
			target: redact(this.#file),
			strict: this.#strict,
			findings: this.#findings.all.map((finding) => redactFinding(finding, redact, {})),
			cases: [...this.#results].map(([operationId, result]) => this.#toCaseResult(operationId, result)),
			skips: [],
			coverage: this.#coverage.finish([]),
			requests,
			started: this.#started,
			elapsed: this.#now() - this.#started,
			curlCredentials: '-u "$CREDENTIALS"',
			notes: this.#notes.list().map(redact),
			exchanges: [],
		};
	}

	#judge(step: Step): void {
		const { operationId, elapsed } = step.exchange;
		this.#coverage.addStep(step);
		const operation = this.#results.get(operationId) ?? { requests: 0, elapsed: 0, findings: new Set() };
		operation.requests++;
		operation.elapsed += elapsed;
		for (const result of judge([step], this.#context)) {
			operation.findings.add(this.#findings.add(result, recordedCaseId(operationId)));
		}
		this.#results.set(operationId, operation);
	}

	#verdict(requests: number): Verdict {
		const isFailing = this.#findings.all.some((finding) => fails(finding, this.#strict));
		return isFailing ? "findings" : this.#verdictWithoutFindings(requests);
	}

	#verdictWithoutFindings(requests: number): Verdict {
		if (this.#strict && this.#notes.hasUnjudged) return "findings";
		return requests === 0 ? "not-tested" : "conforms";
	}

	#toCaseResult(operationId: string, { requests, elapsed, findings }: OperationTotals): CaseResult {
		const failed = [...findings].some((position) => this.#findings.fails(position, this.#strict));
		return {
			id: recordedCaseId(operationId),
			kind: "recorded",
			proves: `The recorded responses of ${operationId} are as documented.`,
			operationIds: [operationId],
			outcome: failed ? "failed" : "passed",
			findings: [...findings],
			requests,
			elapsed,
		};
	}
}

function recordedCaseId(operationId: string): string {
	return `recorded ${operationId}`;
}
