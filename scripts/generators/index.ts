import type { Generator } from "../pipeline/model.ts";
import { generateBundle } from "./bundle.ts";
import { generateGuards } from "./guards.ts";
import { generateOperations } from "./operations.ts";
import { generatePayloads } from "./payloads.ts";
import { generateTypes } from "./types.ts";
import { generateValidators } from "./validators.ts";

/** Every generator, by the name of its step. */
export const GENERATORS: Readonly<Record<string, Generator>> = {
	bundle: generateBundle,
	types: generateTypes,
	operations: generateOperations,
	validators: generateValidators,
	guards: generateGuards,
	payloads: generatePayloads,
};
