import { join, relative } from "node:path";
import { Worker } from "node:worker_threads";
import type { GenerateReply, GenerateRequest, GenerateStep } from "../generate.worker.ts";
import type { Loader } from "./load.ts";
import type { Locate } from "./locate.ts";
import type { GeneratedFile } from "./model.ts";
import { DescriptionError, type LocatedProblem, type Problem } from "./problem.ts";
import type { Api } from "./read-config.ts";

export type { GenerateStep } from "../generate.worker.ts";

/** Runs the generators in a thread of its own. */
export interface GeneratorThread {
	run(request: GenerateRequest): Promise<GenerateReply>;
	close(): Promise<void>;
}

/**
 * @param script the bundled `generate.worker.ts`
 * @param lasting whether it will run many times. A thread for one run is kept from piling up the garbage that TypeScript
 * leaves; one that lasts is let, because to clean up often takes a third of its time.
 */
export function startGenerators(script: URL, lasting: boolean): GeneratorThread {
	const worker = new Worker(script, lasting ? {} : { resourceLimits: { maxYoungGenerationSizeMb: 4 } });
	return {
		run: (request) =>
			new Promise((resolve, reject) => {
				worker.removeAllListeners();
				worker.once("message", resolve);
				worker.once("error", reject);
				worker.once("exit", (code) => reject(new Error(`The generators stopped with exit code ${code}`)));
				worker.postMessage(request);
			}),
		// Asked, not terminated: Node aborts when a thread is stopped while it requires an ES module.
		close: () =>
			new Promise<void>((closed) => {
				worker.removeAllListeners();
				worker.once("error", () => closed());
				worker.once("exit", () => closed());
				worker.postMessage(null);
			}),
	};
}

/**
 * Lints and bundles one API and makes everything that is generated from it; nothing is written.
 *
 * @param report is called as each step ends
 * @throws {DescriptionError} where the description has a problem
 */
export async function generateApi(
	api: Api,
	loader: Loader,
	generators: GeneratorThread,
	report: (step: GenerateStep) => void,
): Promise<readonly GeneratedFile[]> {
	const started = performance.now();
	const { bundle, locate } = await loader.bundle(api);
	const bundled = performance.now();
	report({
		name: "bundle",
		milliseconds: bundled - started,
		note: `${relative(process.cwd(), api.root)}: ${loader.files().length} files`,
	});

	// The generators work while the linter does; what they make of a faulty description is thrown away.
	const runtime = relative(api.outputFolder, join(process.cwd(), "src/core/operation")).replaceAll("\\", "/");
	const generating = generators.run({ bundle, context: { runtime } });
	const problems = await loader.lint(api);
	report({ name: "lint", milliseconds: performance.now() - bundled, note: `${problems.length} problems` });
	const reply = await generating;

	const found = "problems" in reply ? reply.problems.map((problem) => locateProblem(problem, locate)) : [];
	if (found.length + problems.length > 0) throw new DescriptionError([...found, ...problems]);
	if ("crash" in reply) throw new Error(reply.crash);
	if (!("files" in reply)) throw new Error("The generators gave no answer");
	for (const step of reply.steps) report(step);
	return reply.files;
}

function locateProblem({ pointer, message }: Problem, locate: Locate): LocatedProblem {
	return { ...locate(pointer), message, rule: "model", severity: "error" };
}
