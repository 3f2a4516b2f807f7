const HELP = `Usage: npm run bench -- <what>

Measures side by side, in one run, and prints ratios; the time of a single run says little on a noisy machine.
Exit codes: 0 every target is met; 1 one is missed; 2 could not run.`;

/** What can be measured: one module each, which prints its table and says whether its targets are met. */
const BENCHES: Readonly<Record<string, () => Promise<{ run(): Promise<number> }>>> = {
	generate: () => import("./bench/generate.ts"),
	client: () => import("./bench/client.ts"),
	sandbox: () => import("./bench/sandbox.ts"),
	contract: () => import("./bench/contract.ts"),
	docs: () => import("./bench/docs.ts"),
};

const [name, ...rest] = process.argv.slice(2);
const bench = BENCHES[name ?? ""];
if (name === "--help" || bench === undefined || rest.length > 0) {
	console.log(`${HELP}\n\nWhat: ${Object.keys(BENCHES).join(", ")}`);
	process.exitCode = name === "--help" ? 0 : 2;
} else {
	process.exitCode = await (await bench()).run();
}
