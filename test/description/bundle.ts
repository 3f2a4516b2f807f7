import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildModel } from "../../scripts/pipeline/build-model.ts";
import type { OpenApi } from "../../scripts/pipeline/openapi.ts";

/** Reads the bundle as a new value, which the test may change. */
export function readBundle(): OpenApi {
	return JSON.parse(readFileSync(resolve("generated/openapi.json"), "utf8"));
}

export const bundle = readBundle();
export const model = buildModel(bundle);
