import { GENERATORS } from "../generators/index.ts";
import { buildModel } from "../pipeline/build-model.ts";
import type { GeneratedFile, GeneratorContext } from "../pipeline/model.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import { ModelError, type Problem } from "../pipeline/problem.ts";

export interface GenerateRequest {
	readonly bundle: OpenApi;
	readonly context: GeneratorContext;
}

export interface GenerateStep {
	readonly name: string;
	readonly milliseconds: number;
	readonly note: string;
	/** It found problems. */
	readonly failed?: true;
}

export type GenerateResult =
	| { readonly files: readonly GeneratedFile[]; readonly steps: readonly GenerateStep[] }
	| { readonly problems: readonly Problem[] }
	| { readonly crash: string };

/** Runs every generator on a bundle. An error that is no problem of the description is a bug, and becomes a `crash`. */
export function runGenerators({ bundle, context }: GenerateRequest): GenerateResult {
	try {
		return generate(bundle, context);
	} catch (error) {
		if (error instanceof ModelError) return { problems: error.problems };
		return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}

function generate(bundle: OpenApi, context: GeneratorContext) {
	const files: GeneratedFile[] = [];
	const steps: GenerateStep[] = [];
	let start = performance.now();
	const step = (name: string, note: string) => {
		const now = performance.now();
		steps.push({ name, milliseconds: now - start, note });
		start = now;
	};

	const model = buildModel(bundle);
	const counts = { operations: model.operations, webhooks: model.webhooks, schemas: Object.keys(model.components) };
	step(
		"model",
		Object.entries(counts)
			.map(([name, { length }]) => `${length} ${name}`)
			.join(", "),
	);
	for (const [name, generate] of Object.entries(GENERATORS)) {
		const made = generate(model, context);
		files.push(...made);
		// The step named bundle is the loader's.
		if (name !== "bundle") step(name, made.map(({ path }) => path).join(", "));
	}
	return { files, steps };
}
