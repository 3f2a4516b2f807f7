import { join, relative } from "node:path";
import { Worker } from "node:worker_threads";
import { countOf } from "../../src/core/operation/count-of.ts";
import type { Loader } from "../pipeline/load.ts";
import type { Locate } from "../pipeline/locate.ts";
import type { GeneratedFile } from "../pipeline/model.ts";
import { DescriptionError, type LocatedProblem, type Problem } from "../pipeline/problem.ts";
import type { Api } from "../pipeline/read-config.ts";
import type { GenerateRequest, GenerateResult, GenerateStep } from "./run-generators.ts";
import { type FileDifference, findDifferences, readFiles } from "./write.ts";

export type { GenerateStep } from "./run-generators.ts";

/** Runs the generators in a worker thread. */
export interface GeneratorThread {
	run(request: GenerateRequest): Promise<GenerateResult>;
	close(): Promise<void>;
}

/**
 * @param script the bundled `generate.worker.ts`
 * @param lasting whether it will run many times. A worker for one run gets a small young generation, which caps its
 * memory. In watch mode that would cost a third of the time, so its young generation holds all that a run allocates.
 */
export function startGenerators(script: URL, lasting: boolean): GeneratorThread {
	const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: lasting ? 256 : 4 } });
	return {
		run: (request) =>
			new Promise((resolve, reject) => {
				worker.removeAllListeners();
				worker.once("message", resolve);
				worker.once("error", reject);
				worker.once("exit", (code) => reject(new Error(`The generators stopped with exit code ${code}`)));
				worker.postMessage(request);
			}),
		// Asked to exit, not terminated: Node aborts if a worker is terminated while it requires an ES module.
		close: () =>
			new Promise<void>((closed) => {
				worker.removeAllListeners();
				worker.once("error", () => closed());
				worker.once("exit", () => closed());
				worker.postMessage(null);
			}),
	};
}

/** What was generated for one API, and how the output folder differs from it. */
export interface GeneratedFolder {
	readonly files: readonly GeneratedFile[];
	readonly differences: readonly FileDifference[];
}

/**
 * Lints and bundles one API, generates its files, and compares them with those in the output folder. Nothing is written.
 *
 * @param report is called as each step ends
 * @throws {DescriptionError} if the description has a problem
 */
export async function generateApi(
	api: Api,
	loader: Loader,
	generators: GeneratorThread,
	report: (step: GenerateStep) => void,
): Promise<GeneratedFolder> {
	const started = performance.now();
	const { bundle, locate } = await loader.bundle(api);
	const bundled = performance.now();
	report({
		name: "bundle",
		milliseconds: bundled - started,
		note: `${relative(process.cwd(), api.root)}: ${loader.files().length} files`,
	});

	// The generators run while the linter does. Their files are discarded if it finds a problem.
	const runtime = relative(api.outputFolder, join(process.cwd(), "src/core/operation")).replaceAll("\\", "/");
	const generating = generators.run({ bundle, context: { runtime } });
	const problems = await loader.lint(api);
	report({
		name: "lint",
		milliseconds: performance.now() - bundled,
		note: countOf(problems.length, "problem"),
		...(problems.length > 0 && { failed: true }),
	});
	// Read while the generators run.
	const onDisk = problems.length > 0 ? [] : readFiles(api.outputFolder);
	const reply = await generating;

	// The model is read as if the linter had found every object to be of its kind.
	const isMalformed = problems.some(({ rule }) => rule === "struct");
	const kept = "problems" in reply ? reply.problems.filter(({ rule }) => rule === "structure" || !isMalformed) : [];
	const found = kept.map((problem) => locateProblem(problem, locate));
	if (found.length + problems.length > 0) throw new DescriptionError([...found, ...problems]);
	if ("crash" in reply) throw new Error(reply.crash);
	if (!("files" in reply)) throw new Error("The generators sent no files");
	for (const step of reply.steps) report(step);
	return { files: reply.files, differences: findDifferences(onDisk, reply.files) };
}

function locateProblem({ pointer, message, rule }: Problem, locate: Locate): LocatedProblem {
	return { ...locate(pointer), message, rule: rule ?? "model", severity: "error" };
}
