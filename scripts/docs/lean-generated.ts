import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import { isRecord } from "../../src/core/operation/is-record.ts";
import { mapValues } from "../../src/core/operation/map-values.ts";
import type { OperationPayloads, Payloads } from "../../src/core/operation/payloads.ts";
import { evaluate } from "../build/bundle-scripts.ts";
import { printSharedData } from "../build/share-data.ts";

/**
 * Bundles the generated files without what neither a client nor a sandbox reads: of payloads, places, sources and facts in the
 * description, and examples; of the validators of responses, those of headers, of errors and of webhooks. That would be an eighth
 * of a page's script. What is the same several times is written once.
 */
export const leanGenerated: Plugin = {
	name: "lean-generated",
	setup({ onLoad }) {
		onLoad({ filter: /[\\/]generated[\\/](?:webhook-)?payloads\.ts$/ }, async ({ path }) => {
			const payloads = (await evaluate(path)) as Readonly<Record<string, Payloads>>;
			return { contents: printSharedData(mapValues(payloads, leanOf)), loader: "js" };
		});
		onLoad({ filter: /[\\/]generated[\\/](?:operations|webhooks)\.ts$/ }, async ({ path }) => ({
			contents: printSharedData(await evaluate(path)),
			loader: "js",
		}));
		onLoad({ filter: /[\\/]generated[\\/]validators[\\/]responses\.js$/ }, ({ path }) => {
			const contents = readFileSync(path, "utf8").replace(ERROR_LINE, "").replace(HEADER_VALIDATOR, "{ ");
			return { contents, loader: "js" };
		});
		onLoad({ filter: /[\\/]generated[\\/]validators[\\/]webhook-responses\.js$/ }, () => ({
			contents: "export const webhookResponseValidators = {};",
			loader: "js",
		}));
	},
};

/** A line of the table of validators, as `scripts/generators` writes it. */
const ERROR_LINE = /^\t\t"(?!2)\w+": \{ headers: .*\n/gm;
const HEADER_VALIDATOR = /\{ headers: \w+,? ?/g;

function leanOf({ schemas, operations }: Payloads): unknown {
	const lean = Object.entries(operations).map(([id, operation]) => [id, leanOperation(operation)]);
	return { schemas: withoutFacts(schemas), operations: Object.fromEntries(lean) };
}

function leanOperation({ request, responses }: OperationPayloads): unknown {
	const parts = (all: object) => Object.fromEntries(Object.entries(all).map(([name, part]) => [name, leanPart(part)]));
	const lean = Object.entries(responses).map(([status, { headers, body }]) => [
		status,
		{ headers: leanPart(headers), ...(body && { body: leanPart(body) }) },
	]);
	return { request: parts(request), responses: Object.fromEntries(lean) };
}

function leanPart({ schema }: { readonly schema: unknown }): { schema: unknown } {
	return { schema: withoutFacts(schema) };
}

/**
 * Leaves out sources, and the facts that only contract tests read. A member whose name is like that of an extension is described by
 * an object.
 */
function withoutFacts(node: unknown): unknown {
	if (Array.isArray(node)) return node.map(withoutFacts);
	if (!isRecord(node)) return node;
	const kept = Object.entries(node).filter(([key, value]) => !key.startsWith("x-") || isRecord(value));
	return Object.fromEntries(kept.map(([key, value]) => [key, withoutFacts(value)]));
}
