/** What became of one test. The program that runs the bundle prints a list of them. */
export interface TestResult {
	readonly file: string;
	readonly name: string;
	readonly state: "passed" | "failed" | "skipped";
	/** Why it failed or was skipped. */
	readonly reason?: string;
}

/** Stands before the results, among what the tests print. */
export const RESULTS_MARK = "\u001eresults ";
