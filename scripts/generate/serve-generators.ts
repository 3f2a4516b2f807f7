import { parentPort } from "node:worker_threads";
import { type GenerateRequest, runGenerators } from "./run-generators.ts";

/** Makes this worker thread run the generators for each request, until it gets null. */
export function serveGenerators(): void {
	parentPort?.on("message", (request: GenerateRequest | null) => {
		if (request === null) parentPort?.close();
		else parentPort?.postMessage(runGenerators(request));
	});
}
