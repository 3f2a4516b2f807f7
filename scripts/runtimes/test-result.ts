/** What became of one test. The program that runs the bundle hands over a list of them, as JSON. */
export interface TestResult {
	readonly file: string;
	readonly name: string;
	readonly state: "passed" | "failed" | "skipped";
	/** Why it failed or was skipped. */
	readonly reason?: string;
}
