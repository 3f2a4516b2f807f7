import { parentPort } from "node:worker_threads";
import { type GenerateRequest, runGenerators } from "./generate/run-generators.ts";

// The generators run in a worker thread, because loading TypeScript takes as long as linting and bundling.
parentPort?.on("message", (request: GenerateRequest | null) => {
	if (request === null) parentPort?.close();
	else parentPort?.postMessage(runGenerators(request));
});
