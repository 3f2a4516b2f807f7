import { runTests, type TestFiles } from "./run-tests.ts";

/** A worker whose response to any request are the results of the tests. */
export function runAsWorker(files: TestFiles, exempt: Readonly<Record<string, string>>): object {
	return {
		fetch: async () => new Response(JSON.stringify(await runTests(files, exempt))),
	};
}
