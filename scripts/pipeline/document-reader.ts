import { fromPointer, toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { mapValues } from "../../src/core/operation/map-values.ts";
import type { Example, MediaType, OpenApi, Reference, Schema } from "./openapi.ts";

/** A node of the bundle, and where it is. */
export interface Located<Node> {
	readonly node: Node;
	readonly pointer: string;
}

export interface DocumentReader {
	readonly document: OpenApi;
	readonly schemas: Readonly<Record<string, Schema>>;
	/** Follows a reference to its end. Members beside the `$ref` replace those of the target. */
	resolve<Node>(node: Node, pointer: string): Located<Exclude<Node, Reference>>;
	/** The members of an object schema, those of its `allOf` included. */
	members(schema: Schema, pointer: string): ReadMembers;
	/** The examples of a media type, a parameter or a header, which is at the pointer. */
	examples(media: Pick<MediaType, "example" | "examples">, pointer: string): NamedExample[];
}

interface ReadMembers {
	readonly properties: Record<string, Located<Schema>>;
	readonly required: string[];
}

export interface NamedExample {
	readonly name: string;
	readonly summary: string;
	readonly value: unknown;
	/** Where the value is. */
	readonly pointer: string;
}

/** Makes a reader of a bundle, in which every reference leads to a component (`#/components/…`). */
export function createDocumentReader(document: OpenApi): DocumentReader {
	/** Targets by reference: many nodes refer to the same component. */
	const targets = new Map<string, Located<unknown>>();
	const targetOf = ($ref: string): Located<unknown> => {
		const pointer = toPointer(fromPointer($ref));
		const target = targets.get($ref) ?? reader.resolve(valueAt(document, pointer), pointer);
		targets.set($ref, target);
		return target;
	};
	const reader: DocumentReader = {
		document,
		schemas: document.components?.schemas ?? {},
		resolve<Node>(node: Node, pointer: string) {
			const { $ref, ...siblings } = node as { $ref?: string };
			if ($ref === undefined) return { node: node as Exclude<Node, Reference>, pointer };
			const target = targetOf($ref);
			if (Object.keys(siblings).length === 0) return target as Located<Exclude<Node, Reference>>;
			return { node: { ...(target.node as object), ...siblings } as Exclude<Node, Reference>, pointer: target.pointer };
		},
		members(schema, pointer) {
			const { node, pointer: at } = reader.resolve(schema, pointer);
			const parts = (node.allOf ?? []).map((part, index) => reader.members(part, `${at}/allOf/${index}`));
			const own = mapValues(node.properties ?? {}, (property, name) => ({
				node: property,
				pointer: at + toPointer(["properties", name]),
			}));
			return {
				properties: Object.assign({}, ...parts.map(({ properties }) => properties), own),
				required: [...parts.flatMap(({ required }) => required), ...(node.required ?? [])],
			};
		},
		examples({ example, examples }, pointer) {
			if (example !== undefined) return [{ name: "default", summary: "", value: example, pointer: `${pointer}/example` }];
			return Object.entries(examples ?? {}).map(([name, reference]) => {
				const found = reader.resolve(reference, pointer + toPointer(["examples", name]));
				const { summary = "", value } = found.node as Example;
				return { name, summary, value, pointer: `${found.pointer}/value` };
			});
		},
	};
	return reader;
}

/** The sources that a node names itself (`x-source`, one or several); those of the node around it if it names none. */
export function sourcesOf(node: object, inherited: readonly string[] = []): readonly string[] {
	const source = (node as { "x-source"?: unknown })["x-source"];
	return source === undefined ? inherited : [source].flat().map(String);
}
