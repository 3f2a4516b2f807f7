import type { Generator } from "../pipeline/model.ts";
import { generateGuards } from "./guards.ts";
import { generateOperations } from "./operations.ts";
import { generatePayloads } from "./payloads.ts";
import { generateTypes } from "./types.ts";
import { generateValidators } from "./validators.ts";
import { generateVersion } from "./version.ts";

/** `openapi.json`: the description in one file. JSON has no comments, so it carries no banner. */
const generateBundle: Generator = ({ document }) => [{ path: "openapi.json", content: `${JSON.stringify(document, null, 2)}\n` }];

/** Every generator, by the name of its step. */
export const GENERATORS: Readonly<Record<string, Generator>> = {
	bundle: generateBundle,
	types: generateTypes,
	operations: generateOperations,
	validators: generateValidators,
	guards: generateGuards,
	payloads: generatePayloads,
	version: generateVersion,
};
