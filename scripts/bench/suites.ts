import { type GroupedCommand, runCommand } from "../../src/core/command/run-command.ts";

/** The suites of `npm run bench`. Each function prints its table and returns the exit code. */
export const SUITES: Readonly<Record<string, GroupedCommand>> = {
	generate: benchSuite("generate", "generating, cold and watching", async () => (await import("./generate.ts")).benchGenerate),
	client: benchSuite(
		"client",
		"the client's calls, start, size and memory",
		async () => (await import("./client.ts")).benchClient,
	),
	sandbox: benchSuite(
		"sandbox",
		"the sandbox's requests, start and large collections",
		async () => (await import("./sandbox.ts")).benchSandbox,
	),
	contract: benchSuite(
		"contract",
		"the contract tests: what they find, and their speed",
		async () => (await import("./contract.ts")).benchContract,
	),
	diff: benchSuite(
		"diff",
		"how edits of descriptions are rated, beside another tool",
		async () => (await import("./diff.ts")).benchDiff,
	),
	readme: benchSuite(
		"readme",
		"what the README compares, and prints its table",
		async () => (await import("./readme.ts")).benchReadme,
	),
	docs: benchSuite("docs", "building the documentation site", async () => (await import("./docs.ts")).benchDocs),
};

function benchSuite(name: string, subject: string, load: () => Promise<() => Promise<number>>): GroupedCommand {
	const description = `measures ${subject}`;
	const command = {
		usage: `npm run bench -- ${name}`,
		description: `Measures ${subject}: side by side in one run, as ratios.`,
		options: {},
		exitCodes: "0 every target is met; 1 one is missed; 2 could not run.",
		run: async () => (await load())(),
	};
	return { description, run: (args, context) => runCommand(command, args, context) };
}
