import type { CommandContext } from "../../src/core/command/command-context.ts";
import { defineCommand, UsageError, unknownNameError } from "../../src/core/command/define-command.ts";
import { bundleTests } from "./bundle-tests.ts";
import { installRuntime } from "./install-runtime.ts";
import type { LimitsByKind } from "./limits.ts";
import { runInProcess, runInWorker } from "./run-bundle.ts";
import { runInNode } from "./run-in-node.ts";
import { listRuntimes, type SupportedRuntime } from "./runtime-list.ts";
import { summaryOfRuntime } from "./summary.ts";
import { listTestFiles } from "./test-files.ts";
import type { TestResult } from "./test-result.ts";

const RUNTIMES = listRuntimes(process.platform, process.arch);
const RUNTIME_NAMES = RUNTIMES.map(({ name }) => name);

/** @param limits what the tests cannot do in each kind of runtime */
export const createRuntimesCommand = (limits: LimitsByKind) =>
	defineCommand({
		usage: "npm run test:runtimes --",
		description: `Runs the tests of the client, of the webhooks and of the sandbox in the runtimes that the package supports, which
npm installs below node_modules/.cache: ${RUNTIME_NAMES.join(", ")}.
Node runs the tests as npm test does; the others run a bundle of them.`,
		options: {
			names: { type: "string", positional: true, multiple: true, help: "the runtimes to test in; all by default" },
			path: { type: "string", value: "name", help: "installs a runtime, and prints the path of its executable instead" },
		},
		exitCodes: "0 all tests passed; 1 some failed; 2 could not run, or on CI a runtime could not be installed.",
		async run({ names, path }, context) {
			if (path !== undefined) return printPath(runtimeNamed(path), context);
			const selected = names.length === 0 ? RUNTIMES : names.map(runtimeNamed);
			const codes: number[] = [];
			for (const runtime of selected) codes.push(await testIn(runtime, limits, context));
			return Math.max(...codes);
		},
	});

async function printPath(runtime: SupportedRuntime, context: CommandContext): Promise<number> {
	try {
		context.out(await installRuntime(runtime));
		return 0;
	} catch (error) {
		throw new UsageError(`${describeInstall(runtime)}: ${(error as Error).message}`);
	}
}

function runtimeNamed(name: string): SupportedRuntime {
	const runtime = RUNTIMES.find((candidate) => candidate.name === name);
	if (runtime === undefined) throw unknownNameError("runtime", name, RUNTIME_NAMES);
	return runtime;
}

/** Prints what a runtime made of the tests. @returns the exit code for it alone */
async function testIn(runtime: SupportedRuntime, limits: LimitsByKind, context: CommandContext): Promise<number> {
	context.progress?.(`${runtime.name} ${runtime.version}: installing`);
	let executable: string;
	try {
		executable = await installRuntime(runtime);
	} catch (error) {
		context.progress?.("");
		context.error(`${describeInstall(runtime)}, so nothing was tested in it: ${(error as Error).message}`);
		return context.env?.CI ? 2 : 0;
	}
	context.progress?.(`${runtime.name} ${runtime.version}: running the tests`);
	const started = performance.now();
	const results = await runIn(runtime, executable, limits);
	context.progress?.("");
	context.out(summaryOfRuntime(runtime, results, (performance.now() - started) / 1_000, context).join("\n"));
	return results.some(({ state }) => state === "failed") || !results.some(({ state }) => state === "passed") ? 1 : 0;
}

const describeInstall = ({ name, packageName, version }: SupportedRuntime) =>
	`${name} could not be installed from ${packageName}@${version}`;

/** Bun keeps to the files of this project only when told; Deno is given its rights. */
const ARGUMENTS = { bun: ["run", "--no-install"], deno: ["run", "--allow-all", "--no-prompt", "--node-modules-dir=manual"] };

async function runIn({ kind, name }: SupportedRuntime, executable: string, limits: LimitsByKind): Promise<readonly TestResult[]> {
	const files = listTestFiles();
	if (kind === "node") return runInNode(executable, files, limits.node.exempt);
	const bundle = await bundleTests(name, kind === "workerd" ? "worker" : "process", files, limits[kind]);
	return kind === "workerd" ? runInWorker(executable, bundle) : runInProcess(executable, ARGUMENTS[kind], bundle);
}
