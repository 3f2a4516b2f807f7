import type { HttpRequest, HttpResponse } from "../../../src/core/operation/http.ts";

/** A concrete exchange that shows what a breaking change breaks. It holds no credentials, only placeholders. */
export interface Witness {
	/** In one line, such as `POST /things with Name of 101 characters`. */
	readonly summary: string;
	readonly request?: HttpRequest;
	readonly response?: HttpResponse;
	/** What each description says of it, such as `accepts it`, `has no such operation`. Never equal. */
	readonly base: string;
	readonly head: string;
}

/** An exchange that may become a witness. */
export type Candidate = Pick<Witness, "summary" | "request" | "response">;
