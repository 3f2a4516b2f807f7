import type { RequestOutcome } from "./errors.ts";

/** Each outcome outweighs those before it: what an attempt has done, no later one undoes. */
const BY_WEIGHT: readonly RequestOutcome[] = ["not-sent", "rejected", "unknown", "done"];

/** What the service did with a request, by what it did with the earlier attempts and with the last one. */
export function joinOutcomes(earlier: RequestOutcome, last: RequestOutcome): RequestOutcome {
	return BY_WEIGHT.indexOf(earlier) > BY_WEIGHT.indexOf(last) ? earlier : last;
}

/** What the service did with one attempt, by the status of its response. */
export function outcomeOfStatus(status: number): RequestOutcome {
	if (status >= 200 && status < 300) return "done";
	return status >= 400 && status < 500 && status !== 408 ? "rejected" : "unknown";
}
