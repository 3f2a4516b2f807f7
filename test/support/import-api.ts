import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { generateOperations } from "../../scripts/generators/operations.ts";
import { generatePayloads } from "../../scripts/generators/payloads.ts";
import { generateValidators } from "../../scripts/generators/validators.ts";
import { buildModel } from "../../scripts/pipeline/build-model.ts";
import type { OpenApi } from "../../scripts/pipeline/openapi.ts";
import type { GeneratedApi } from "../../src/core/operation/generated-api.ts";

/** Generates an API from a bundle into a folder, and imports it as its users do. */
export async function importApi(bundle: OpenApi, folder: string): Promise<GeneratedApi> {
	const model = buildModel(bundle);
	const runtime = resolve("src/core/operation");
	for (const { path, content } of [generateOperations, generateValidators, generatePayloads].flatMap((generate) =>
		generate(model, { runtime }),
	)) {
		const file = join(folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content.replaceAll(`../${runtime}`, runtime));
	}
	const { operations } = await import(join(folder, "operations.ts"));
	const { requestValidators } = await import(join(folder, "validators/requests.js"));
	const { responseValidators } = await import(join(folder, "validators/responses.js"));
	const { payloads } = await import(join(folder, "payloads.ts"));
	return { operations, requestValidators, responseValidators, payloads };
}
