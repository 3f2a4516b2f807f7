import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type GeneratedApi, operationOf } from "../../../operation/generated-api.ts";
import { decodeParts } from "../../../operation/request.ts";
import { Resources } from "../../../operation/resources.ts";
import { Router } from "../../../operation/router.ts";
import { splitUrl } from "../../../operation/split-url.ts";
import { TargetError } from "../../command/setup.ts";
import { readBody, type Step } from "../../exchange.ts";
import { FindingList, judge } from "../../judge/judge.ts";
import type { ContractPolicy } from "../../policy.ts";
import { CoverageCounter } from "../../report/coverage.ts";
import { createRedact, isSecretHeader, redactFinding } from "../../report/redact.ts";
import { type CaseResult, type ContractResult, fails } from "../../report/result.ts";
import { type ReadEntry, readEntry } from "./har-entry.ts";
import { HarSplitter } from "./har-splitter.ts";

export interface HarOptions {
	/** Fails also for what is additive or absent, for traffic that matches no operation, and for entries that cannot be read. */
	readonly strict?: boolean;
	/** Milliseconds since 1970. */
	readonly now?: () => number;
	/** Is told how much is read: bytes of the file, and of all of it. */
	readonly onProgress?: (read: number, size: number) => void;
}

/** How many things of a kind are named; the others are counted. */
const NAMED = 20;
const CHUNK = 1024 * 1024;
/** A recording of more accounts than that is none. */
const MOST_SECRETS = 10_000;

/**
 * Judges recorded traffic: an HTTP archive, read piece by piece. No request is sent.
 *
 * @throws {TargetError} where the file is no HTTP archive, or nothing in it can be read
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
	const stream = createReadStream(file, { highWaterMark: CHUNK });
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

/** What came of the exchanges of one operation. */
interface Count {
	requests: number;
	elapsed: number;
	readonly findings: Set<number>;
}

class HarJudge {
	readonly #api: GeneratedApi;
	readonly #policy: ContractPolicy;
	readonly #file: string;
	readonly #options: HarOptions;
	readonly #router: Router;
	readonly #resources: Resources;
	readonly #findings = new FindingList();
	readonly #coverage: CoverageCounter;
	readonly #secrets = new Set<string>();
	readonly #counts = new Map<string, Count>();
	readonly #malformed: string[] = [];
	readonly #unmatched = new Map<string, number>();
	readonly #started: number;
	#index = -1;
	#malformedCount = 0;
	#unmatchedCount = 0;
	#unchangedCount = 0;

	constructor(api: GeneratedApi, policy: ContractPolicy, file: string, options: HarOptions) {
		this.#api = api;
		this.#policy = policy;
		this.#file = file;
		this.#options = options;
		this.#router = new Router(api.operations);
		this.#resources = new Resources(api, policy);
		this.#coverage = new CoverageCounter(api);
		this.#started = this.#now();
	}

	add(read: ReadEntry): void {
		this.#index++;
		if ("problem" in read) {
			this.#malformedCount++;
			if (this.#malformed.length < NAMED) this.#malformed.push(`entry ${this.#index} cannot be read: ${read.problem}`);
			return;
		}
		const { request, response, started, elapsed } = read;
		this.#learnSecrets(request.headers);
		// A cache asked whether anything is new (RFC 9110, 15.4.5); what is not new was not sent.
		if (response.status === 304 && (request.headers["if-none-match"] ?? request.headers["if-modified-since"]) !== undefined) {
			this.#unchangedCount++;
			return;
		}
		const url = splitUrl(request.url);
		const match = this.#router.find(request.method, url);
		if (match === undefined || "allowed" in match) {
			this.#unmatchedCount++;
			const what = `${request.method} ${url.origin.replace(/^\w+:\/\//, "")}${url.pathname}`;
			if (this.#unmatched.has(what) || this.#unmatched.size < NAMED)
				this.#unmatched.set(what, (this.#unmatched.get(what) ?? 0) + 1);
			return;
		}
		const { operationId, path } = match;
		const parts = decodeParts(operationOf(this.#api, operationId), request, path, url.query);
		const entry = this.#index;
		const exchange = { operationId, request, response, parts, body: readBody(response), entry, started, elapsed };
		this.#judge({ role: "probe", expect: { kind: "any" }, exchange });
	}

	finish(): ContractResult {
		const { strict = false } = this.#options;
		const requests = [...this.#counts.values()].reduce((sum, count) => sum + count.requests, 0);
		if (requests === 0 && this.#malformedCount > 0) {
			throw new TargetError(`${this.#file}: no entry of it can be judged; ${this.#malformed[0]}`);
		}
		const redact = createRedact([...this.#secrets]);
		const findings = this.#findings.all.map((finding) => redactFinding(finding, redact, {}));
		const failing =
			findings.some((finding) => fails(finding, strict)) || (strict && this.#unmatchedCount + this.#malformedCount > 0);
		return {
			verdict: failing ? "findings" : requests === 0 ? "not-tested" : "conforms",
			target: redact(this.#file),
			strict,
			findings,
			cases: [...this.#counts].map(([id, count]): CaseResult => this.#caseResult(id, count)),
			skips: [],
			coverage: this.#coverage.finish([]),
			requests,
			started: this.#started,
			elapsed: this.#now() - this.#started,
			curlCredentials: '-u "$CREDENTIALS"',
			notes: this.#notes().map(redact),
			exchanges: [],
		};
	}

	#judge(step: Step): void {
		const { operationId, elapsed } = step.exchange;
		this.#coverage.addStep(step);
		const count = this.#counts.get(operationId) ?? { requests: 0, elapsed: 0, findings: new Set() };
		count.requests++;
		count.elapsed += elapsed;
		for (const judged of judge([step], { api: this.#api, policy: this.#policy, resources: this.#resources })) {
			count.findings.add(this.#findings.add(judged, caseId(operationId)));
		}
		this.#counts.set(operationId, count);
	}

	#caseResult(operationId: string, { requests, elapsed, findings }: Count): CaseResult {
		const failed = [...findings].some((position) => this.#findings.fails(position, this.#options.strict ?? false));
		return {
			id: caseId(operationId),
			kind: "recorded",
			proves: `The recorded answers of ${operationId} are as documented.`,
			operationIds: [operationId],
			outcome: failed ? "failed" : "passed",
			findings: [...findings],
			requests,
			elapsed,
		};
	}

	/** Whatever a request is signed in with: as it stands, and the password of HTTP Basic. */
	#learnSecrets(headers: Readonly<Record<string, string>>): void {
		for (const [name, text] of Object.entries(headers)) {
			if (!isSecretHeader(name) || this.#secrets.size >= MOST_SECRETS) continue;
			const [, scheme = "", value = text] = /^(Basic|Bearer|Digest) +(.*)$/is.exec(text) ?? [];
			this.#secrets.add(value);
			if (scheme.toLowerCase() === "basic") this.#learnPassword(value);
		}
	}

	#learnPassword(basic: string): void {
		try {
			// The name is no secret: payloads may hold it, and have to be judged as they are.
			const [, password = ""] = atob(basic).split(/:(.*)/s);
			this.#secrets.add(password);
		} catch {
			// Not what it says it is; it is hidden as it stands.
		}
	}

	#notes(): string[] {
		const more = (count: number, named: number) => (count > named ? [`and ${count - named} more of them`] : []);
		const unmatched = [...this.#unmatched].map(
			([what, count]) => `belongs to no operation: ${what}${count > 1 ? ` (${count} times)` : ""}`,
		);
		return [
			...this.#malformed,
			...more(this.#malformedCount, this.#malformed.length),
			...unmatched,
			...(this.#unchangedCount > 0 ? [`${this.#unchangedCount} answers say that nothing is new (304), and show nothing`] : []),
			...(this.#unmatchedCount > 0 ? [`${this.#unmatchedCount} recorded requests belong to no operation`] : []),
		];
	}

	#now(): number {
		return (this.#options.now ?? Date.now)();
	}
}

function caseId(operationId: string): string {
	return `recorded ${operationId}`;
}
