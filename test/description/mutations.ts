import type { OpenApi } from "../../scripts/pipeline/openapi.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";

/** One change that makes a bundle less strict. */
export interface Mutation {
	readonly pointer: string;
	readonly change: string;
	/** Makes the change in place, and returns a function that undoes it. */
	apply(document: OpenApi): () => void;
}

type Json = Record<string, unknown>;

/** The ways to relax each keyword, besides deleting it. */
const RELAXED: Readonly<Record<string, (value: unknown) => [change: string, value: unknown][]>> = {
	type: (value) => {
		const types = [value].flat() as string[];
		const wider = types.includes("null") ? [...types, "boolean"] : [...types, "null"];
		return [
			["allow more", wider],
			...(types.includes("null") ? [["reject null", types.filter((type) => type !== "null")] as [string, unknown]] : []),
		];
	},
	pattern: (value) => [
		["drop the start", String(value).replace(/^\^/, "")],
		["drop the end", String(value).replace(/\$$/, "")],
	],
	minLength: (value) => [["one less", Number(value) - 1]],
	maxLength: (value) => [["one more", Number(value) + 1]],
	minimum: (value) => [["one less", Number(value) - 1]],
	maximum: (value) => [["one more", Number(value) + 1]],
	enum: (value) => [["one more value", [...(value as unknown[]), "another"]]],
	const: (value) => [["another value", `another-${value}`]],
	format: () => [],
	contentMediaType: () => [],
};

/** Every constraint of a bundle, deleted or relaxed, one at a time. */
export function mutationsOf(document: OpenApi): Mutation[] {
	const mutations: Mutation[] = [];
	visit(document as unknown as Json, []);
	return mutations;

	function visit(node: Json, path: string[]): void {
		for (const [key, value] of Object.entries(node)) {
			const at = [...path, key];
			if (["example", "examples", "x-sources", "securitySchemes", "tags", "info"].includes(key) && path.at(-1) !== "properties")
				continue;
			if (key === "required" && Array.isArray(value)) {
				for (const name of value)
					add(
						at,
						`no longer ${name}`,
						value.filter((other) => other !== name),
					);
			} else if (key === "required" && value === true) {
				add(at, "no longer", false);
			} else if (key === "anyOf" && Array.isArray(value)) {
				add(
					at,
					"reject null",
					value.filter((branch) => branch.type !== "null"),
				);
			} else if (key in RELAXED && path.at(-1) !== "properties") {
				add(at, "delete", undefined);
				for (const [change, relaxed] of RELAXED[key]?.(value) ?? []) add(at, change, relaxed);
			}
			if (typeof value === "object" && value !== null) visit(value as Json, at);
		}
	}

	function add(path: readonly string[], change: string, replacement: unknown): void {
		const apply = (target: OpenApi) => {
			const parent = path.slice(0, -1).reduce<Json>((node, key) => node[key] as Json, target as unknown as Json);
			const key = path.at(-1) ?? "";
			const before = parent[key];
			if (replacement === undefined) delete parent[key];
			else parent[key] = replacement;
			return () => {
				parent[key] = before;
			};
		};
		mutations.push({ pointer: toPointer(path), change, apply });
	}
}
