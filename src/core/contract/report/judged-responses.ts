import { isSuccess } from "../../operation/response.ts";
import type { BaselineEntry } from "../../report/baseline.ts";
import type { Exchange, RecordedPart } from "../exchange.ts";

/** Responses of an operation that were judged alike. */
export interface JudgedResponse {
	readonly operationId: string;
	readonly status: number;
	/** The parts of these exchanges that were not judged. */
	readonly unrecorded: readonly RecordedPart[];
}

/** Collects the judged responses, one for all that are alike. */
export class JudgedResponses {
	readonly #responses = new Map<string, JudgedResponse>();

	/** @param replaced the pointers at which the recording has another value than the exchange had */
	add({ operationId, response, unrecorded = [] }: Exchange, replaced: readonly string[] = []): void {
		if (response === undefined) return;
		const parts = new Set([...unrecorded, ...replaced.flatMap(partsFor)]);
		const judged = { operationId, status: response.status, unrecorded: [...parts].sort() };
		this.#responses.set(JSON.stringify(judged), judged);
	}

	list(): JudgedResponse[] {
		return [...this.#responses.values()];
	}
}

/** Whether the deviation of an entry would have been found in one of the responses. */
export function wasJudged({ operationId, status, pointer }: BaselineEntry, responses: readonly JudgedResponse[]): boolean {
	const needed = partsFor(pointer);
	// A server that was put right does not respond with that status again, so that any success counts.
	const isOfStatus = /^\/response(?:\/status)?$/.test(pointer);
	return responses.some((response) => {
		const hasStatus = isOfStatus ? isSuccess(response.status) : [undefined, response.status].includes(status);
		return response.operationId === operationId && hasStatus && !needed.some((part) => response.unrecorded.includes(part));
	});
}

/** The parts of an exchange without which the deviation at a pointer is not found, by the beginning of the pointer. */
const PARTS: Readonly<Record<string, readonly RecordedPart[]>> = {
	"/request/header": ["request headers"],
	"/request/cookie": ["request cookies"],
	"/request/body": ["request body"],
	"/response/headers": ["response headers"],
	// What a response shows is compared with what was sent.
	"/response/body": ["response body", "request body"],
};

function partsFor(pointer: string): readonly RecordedPart[] {
	return PARTS[pointer.split("/", 3).join("/")] ?? [];
}
