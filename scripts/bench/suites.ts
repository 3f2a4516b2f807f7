import { type GroupedCommand, runCommand } from "../../src/core/command/run-command.ts";

/** The suites of `npm run bench`. Each module prints its table and returns the exit code. */
export const SUITES: Readonly<Record<string, GroupedCommand>> = {
	generate: benchSuite("generate", "generating, cold and watching", () => import("./generate.ts")),
	client: benchSuite("client", "the client's calls, start, size and memory", () => import("./client.ts")),
	sandbox: benchSuite("sandbox", "the sandbox's requests, start and large collections", () => import("./sandbox.ts")),
	contract: benchSuite("contract", "the contract tests: what they find, and their speed", () => import("./contract.ts")),
	docs: benchSuite("docs", "building the documentation site", () => import("./docs.ts")),
};

function benchSuite(name: string, subject: string, load: () => Promise<{ run(): Promise<number> }>): GroupedCommand {
	const description = `measures ${subject}`;
	const command = {
		usage: `npm run bench -- ${name}`,
		description: `Measures ${subject}: side by side in one run, as ratios.`,
		options: {},
		exitCodes: "0 every target is met; 1 one is missed; 2 could not run.",
		run: async () => (await load()).run(),
	};
	return { description, run: (args, context) => runCommand(command, args, context) };
}
