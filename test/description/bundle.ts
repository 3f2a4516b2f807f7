import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildModel } from "../../scripts/pipeline/build-model.ts";
import type { OpenApi } from "../../scripts/pipeline/openapi.ts";

/** The bundle, as a value of the test's own. */
export function readBundle(): OpenApi {
	return JSON.parse(readFileSync(resolve("generated/openapi.json"), "utf8"));
}

export const bundle = readBundle();
export const model = buildModel(bundle);
