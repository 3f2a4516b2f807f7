import type { OperationDescriptor } from "../../../operation/descriptor.ts";
import { encodedForms } from "../../../operation/encoded-forms.ts";
import { type GeneratedApi, operationOf } from "../../../operation/generated-api.ts";
import { REDACTED } from "../../../operation/hide-credentials.ts";
import { valueAt } from "../../../operation/json-pointer.ts";
import { createRedactor } from "../../../operation/redact.ts";
import { secretsInExchange } from "../../../operation/redact-exchange.ts";
import { decodeParts, unreadReason } from "../../../operation/request.ts";
import { Resources } from "../../../operation/resources.ts";
import { Router } from "../../../operation/router.ts";
import { type SplitUrl, splitUrl } from "../../../operation/split-url.ts";
import { TargetError } from "../../command/setup.ts";
import { type Exchange, parseBody, type RecordedPart, type Step } from "../../exchange.ts";
import type { CheckContext } from "../../judge/check.ts";
import { FindingList, judge } from "../../judge/judge.ts";
import { isReplaced } from "../../judge/replaced.ts";
import type { ContractPolicy } from "../../policy.ts";
import { CoverageCounter } from "../../report/coverage.ts";
import { JudgedResponses } from "../../report/judged-responses.ts";
import { redactFinding } from "../../report/redact.ts";
import { type CaseResult, type ContractResult, fails, type Verdict } from "../../report/result.ts";
import { type OperationSelection, SelectionError, selectOperations } from "../selection.ts";
import { cutDataUrls } from "./cut-data-urls.ts";
import type { ReadEntry, RecordedEntry } from "./har-entry.ts";
import { HarNotes } from "./har-notes.ts";
import { createServerLookup, type RecordedServers } from "./recorded-servers.ts";

/** Secrets beyond this number are not collected: no real recording has as many accounts. */
const MAX_SECRETS = 10_000;

/** The sums over all exchanges of one operation, and the positions of its findings in the list. */
type OperationTotals = { requests: number; elapsed: number; readonly findings: Set<number> };

/** What of recordings is judged, and how. */
export interface RecordingOptions extends OperationSelection {
	/**
	 * Fails for additive and absent deviations too, for requests that belong to no operation, for entries that cannot be read, and
	 * for what was not recorded; false by default.
	 */
	readonly strict?: boolean;
	/** Where the recording has the described servers, if that is elsewhere. */
	readonly servers?: RecordedServers;
	/** The time in milliseconds since 1970; `Date.now` by default. */
	readonly now?: () => number;
}

/** Judges the entries of recordings one by one, and sums up. */
export class HarJudge {
	readonly #context: CheckContext;
	readonly #files: readonly string[];
	readonly #strict: boolean;
	readonly #now: () => number;
	readonly #started: number;
	readonly #router: Router;
	readonly #toDescribed: (url: SplitUrl) => SplitUrl;
	/** The ids of the operations that are judged. */
	readonly #selected: ReadonlySet<string>;
	readonly #findings = new FindingList();
	readonly #coverage: CoverageCounter;
	readonly #judged = new JudgedResponses();
	readonly #secrets = new Set<string>();
	readonly #notes = new HarNotes();
	/** By operationId. */
	readonly #results = new Map<string, OperationTotals>();
	/** The file that is read, if there are several. */
	#recording: string | undefined;
	#nextEntry = 0;

	/** @throws {SelectionError} if the options name what does not exist, or select no operation */
	constructor(api: GeneratedApi, policy: ContractPolicy, files: readonly string[], options: RecordingOptions) {
		const { strict = false, now = Date.now, servers = {} } = options;
		const selected = selectOperations(api, options);
		if (selected.length === 0) throw new SelectionError("no operation is left to judge");
		this.#context = { api, policy, resources: new Resources(api, policy) };
		this.#files = files;
		this.#strict = strict;
		this.#now = now;
		this.#started = now();
		this.#router = new Router(api.operations);
		this.#toDescribed = createServerLookup(api, servers);
		this.#selected = new Set(selected);
		this.#coverage = new CoverageCounter(api, selected);
	}

	/** The entries that are added next are of this file. */
	open(file: string): void {
		this.#recording = this.#files.length > 1 ? file : undefined;
		this.#nextEntry = 0;
	}

	add(read: ReadEntry): void {
		const entry = this.#nextEntry++;
		const recording = this.#recording;
		if ("problem" in read) {
			this.#notes.addMalformed(`entry ${entry}${recording === undefined ? "" : ` of ${recording}`}`, read.problem);
			return;
		}
		const { request, response, ...recorded } = read;
		if (this.#secrets.size < MAX_SECRETS) {
			for (const [text] of secretsInExchange(request, response)) this.#secrets.add(text);
		}
		const url = this.#toDescribed(splitUrl(request.url));
		const match = this.#router.find(request.method, url);
		// The response to a conditional request has no body because the cached one is still valid (RFC 9110, 15.4.5).
		if (response?.status === 304 && mayBeConditional(read)) this.#notes.addNotModified();
		else if (match === undefined || "allowed" in match) this.#notes.addUnmatched(request.method, request.url);
		else if (!this.#selected.has(match.operationId)) this.#notes.addUnselected();
		else {
			const { operationId, path } = match;
			const operation = operationOf(this.#context.api, operationId);
			const { typed, unrecorded } = withMediaType(read, operation);
			const parts = decodeParts(operation, typed, path, url.query);
			const where = { entry, ...(recording !== undefined && { recording }) };
			const exchange = { operationId, request, response, parts, body: parseBody(response), ...where, ...recorded, unrecorded };
			this.#count(exchange);
			if (response !== undefined) this.#judge({ role: "probe", expect: { kind: "any" }, exchange });
		}
	}

	finish(): ContractResult {
		const requests = [...this.#results.values()].reduce((sum, result) => sum + result.requests, 0);
		if (requests === 0 && this.#notes.firstMalformed !== undefined) {
			throw new TargetError(`${this.#files.join(", ")}: no entry of it can be judged; ${this.#notes.firstMalformed}`);
		}
		const hideSecrets = createRedactor(
			[...this.#secrets].map((text) => [text, REDACTED]),
			encodedForms,
		);
		const redact = (text: string) => cutDataUrls(hideSecrets(text));
		const { coverage, covered } = this.#coverage.finish([]);
		return {
			verdict: this.#verdict(requests),
			verdictWithoutFindings: this.#verdictWithoutFindings(requests),
			target: redact(this.#files.join(", ")),
			strict: this.#strict,
			findings: this.#findings.all.map((finding) => redactFinding(finding, redact, {})),
			cases: [...this.#results].map(([operationId, result]) => this.#toCaseResult(operationId, result)),
			skips: [],
			coverage,
			requests,
			started: this.#started,
			elapsed: this.#now() - this.#started,
			curlCredentials: '-u "$CREDENTIALS"',
			notes: this.#notes.list(redact),
			exchanges: [],
			judged: this.#judged.list(),
			details: { covered },
		};
	}

	/** Counts the parts of an exchange that are not judged, as far as its operation has them. */
	#count(exchange: Exchange): void {
		const { operationId, unrecorded = [] } = exchange;
		const { body, parameters } = operationOf(this.#context.api, operationId);
		const needsCookie = Object.values(parameters).some(({ in: part, required }) => part === "cookie" && required);
		const isUsed = (part: RecordedPart) =>
			(part !== "request body" || body !== undefined) && (part !== "request cookies" || needsCookie);
		for (const part of unrecorded) if (isUsed(part)) this.#notes.addUnrecorded(part, operationId);
	}

	#judge(step: Step): void {
		const { operationId, elapsed } = step.exchange;
		this.#coverage.addStep(step);
		const operation = this.#results.get(operationId) ?? { requests: 0, elapsed: 0, findings: new Set() };
		operation.requests++;
		operation.elapsed += elapsed;
		const replaced: string[] = [];
		for (const result of judge([step], this.#context)) {
			if (isReplacedAt(result.pointer, step.exchange)) replaced.push(result.pointer);
			else operation.findings.add(this.#findings.add(result, recordedCaseId(operationId)));
		}
		for (const _ of replaced) this.#notes.addUnrecorded("value", operationId);
		this.#judged.add(step.exchange, replaced);
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

/** Whether a request was conditional, or may have been. */
function mayBeConditional({ request: { headers }, unrecorded }: RecordedEntry): boolean {
	return unrecorded.includes("request headers") || (headers["if-none-match"] ?? headers["if-modified-since"]) !== undefined;
}

/**
 * Gives a request whose content type was not recorded the documented one. A body that does not have it counts as not recorded,
 * unless the headers were recorded with another type.
 */
function withMediaType({ request, unrecorded }: RecordedEntry, operation: OperationDescriptor) {
	const { headers } = request;
	const isKnown = headers["content-type"] !== undefined;
	const typed = isKnown ? request : { ...request, headers: { ...headers, "content-type": operation.body?.mediaType ?? "" } };
	const isCertain = isKnown && !unrecorded.includes("request headers");
	const isRead = isCertain || unreadReason(operation, typed) === undefined;
	return { typed, unrecorded: isRead ? unrecorded : [...unrecorded, "request body" as const] };
}

/** Whether a pointer into an exchange names a value that was replaced in the recording. */
function isReplacedAt(pointer: string, { parts, response, body }: Exchange): boolean {
	const received = { ...response, body: body.kind === "json" ? body.value : undefined };
	return isReplaced(valueAt({ request: parts, response: received }, pointer));
}

function recordedCaseId(operationId: string): string {
	return `recorded ${operationId}`;
}
