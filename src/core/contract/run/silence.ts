/** The number of requests in a row without a response, or with nothing but 429, after which the run gives up. */
const MAX_SILENT_REQUESTS = 8;

/** The reason to skip a case when the run has given up. */
export const STOPPED_RESPONDING = "the target stopped responding";

/** Decides, request by request, whether a target has stopped responding: each further request could cost a time-out. */
export class Silence {
	/** Whether the target stopped responding. It stays so. */
	isTotal = false;
	/** The operations of the last requests, as long as none of them got a response of use. */
	#silent: string[] = [];
	#hasResponded = false;

	/** @param status the status of the response to a request; 0 stands for no response */
	add(operationId: string, status: number): void {
		if (status !== 0 && status !== 429) {
			this.#hasResponded = true;
			this.#silent = [];
			return;
		}
		this.#silent.push(operationId);
		// One silent operation says nothing about the others, if any of them responded.
		const allSilent = new Set(this.#silent).size > 1 || !this.#hasResponded;
		this.isTotal ||= allSilent && this.#silent.length >= MAX_SILENT_REQUESTS;
	}
}
