import { METHODS } from "../../operation/descriptor.ts";
import { isRecord } from "../../operation/is-record.ts";
import { fromPointer, toPointer, valueAt } from "../../operation/json-pointer.ts";
import { parameterNames } from "../../operation/path-template.ts";
import { withoutExtensions } from "../../operation/without-extensions.ts";
import { MAX_MEMBER_DEPTH, operationKey } from "../description.ts";
import { documentItems } from "../document-items.ts";

type DocumentObject = Readonly<Record<string, unknown>>;

/** An object of a document, as a place of an operation reaches it. */
export interface PlaceNode {
	/** Where it is: a JSON pointer. */
	readonly pointer: string;
	/** The reference through which it was reached, if any. */
	readonly via?: PlaceNode;
	/** The place of the operation that it is at. */
	readonly place: string;
}

/** What a document says at one place of an operation. */
export interface DocumentPlace {
	/** What contains it, or its schema: a parameter, a response, the properties of an object. References were followed. */
	readonly holder: PlaceNode;
	/** The key of the schema in the holder. */
	readonly key: string;
	/** The schemas that apply together, the outer ones first; references were followed. Empty where there is no schema. */
	readonly layers: readonly PlaceNode[];
}

/** An operation of a document, by the key that it shares with ours. */
export interface DocumentOperation {
	readonly key: string;
	/** The template of its path, or its name as a webhook. */
	readonly path: string;
	readonly item: PlaceNode;
	readonly node: PlaceNode;
	/** The description of the request body, references followed. */
	readonly body: PlaceNode;
	/** By place, as {@link DescribedOperation} has them. */
	readonly places: ReadonlyMap<string, DocumentPlace>;
}

/** Finds the operations of a document, and all objects that describe their places. */
export class DocumentPlaces {
	readonly operations = new Map<string, DocumentOperation>();
	/** By pointer of an object: the keys and places of the operations that reach it, as `key place`. */
	readonly #uses = new Map<string, Set<string>>();
	/** The components that other operations use. */
	readonly #foreign = new Set<string>();
	readonly #document: unknown;
	/** The objects that were read, by pointer. */
	readonly #objects = new Map<string, DocumentObject>();

	/** @param isCompared whether an operation is compared, by its key */
	constructor(document: unknown, isCompared: (key: string) => boolean) {
		this.#document = document;
		for (const { holder, path, item } of documentItems(this.#object(""))) {
			if (!isRecord(item)) continue;
			const found = this.#enter({ pointer: toPointer([holder, path]), place: "" });
			for (const method of METHODS.filter((each) => isRecord(this.#object(found.pointer)[each]))) {
				const key = operationKey({ method: method.toUpperCase(), path });
				const node = { ...found, pointer: `${found.pointer}/${method}`, place: "/request" };
				if (isCompared(key)) this.operations.set(key, this.#readOperation(key, path, found, node));
				else this.#noteForeign([this.#object(node.pointer), this.#object(found.pointer).parameters]);
			}
		}
	}

	/** Where an object is used, as keys and places of operations; undefined where operations that are not compared use it too. */
	usesOf(pointer: string): ReadonlySet<string> | undefined {
		const component = toPointer(fromPointer(pointer).slice(0, 3));
		return this.#foreign.has(component) ? undefined : this.#uses.get(pointer);
	}

	#object(pointer: string): DocumentObject {
		const known = this.#objects.get(pointer);
		if (known !== undefined) return known;
		const value = valueAt(this.#document, pointer);
		const object = typeof value === "object" && value !== null ? (value as DocumentObject) : {};
		this.#objects.set(pointer, object);
		return object;
	}

	/** Follows references. */
	#enter(node: PlaceNode, steps = 0): PlaceNode {
		const { $ref } = this.#object(node.pointer);
		if (typeof $ref !== "string" || steps > 32) return node;
		return this.#enter(this.#follow(node, $ref), steps + 1);
	}

	#child(node: PlaceNode, keys: readonly (string | number)[], place = node.place): PlaceNode {
		return { ...node, pointer: node.pointer + toPointer(keys), place };
	}

	#readOperation(key: string, path: string, item: PlaceNode, node: PlaceNode): DocumentOperation {
		const places = new Map<string, DocumentPlace>();
		const add = (holder: PlaceNode, name: string, at: string) =>
			this.#readValue(key, places, this.#child(holder, [], at), name, 0);
		const names = parameterNames(path);
		for (const owner of [item, node]) {
			for (const index of Object.keys(this.#object(`${owner.pointer}/parameters`))) {
				const parameter = this.#enter(this.#child(owner, ["parameters", index]));
				const { name, in: part } = this.#object(parameter.pointer);
				add(
					parameter,
					"schema",
					toPointer(["request", String(part), part === "path" ? names.indexOf(String(name)) + 1 : String(name)]),
				);
			}
		}
		const body = this.#enter(this.#child(node, ["requestBody"], "/request/body"));
		this.#note(key, body);
		this.#readBody(body, "/request/body", add);
		for (const status of Object.keys(withoutExtensions(this.#object(`${node.pointer}/responses`)))) {
			const place = toPointer(["response", status]);
			const response = this.#enter(this.#child(node, ["responses", status], place));
			places.set(place, { holder: response, key: "content", layers: [] });
			this.#note(key, response);
			this.#readBody(response, `${place}/body`, add);
		}
		return { key, path, item, node, body, places };
	}

	#readBody(holder: PlaceNode, place: string, add: (holder: PlaceNode, name: string, at: string) => void): void {
		const [mediaType] = Object.keys(this.#object(`${holder.pointer}/content`));
		if (mediaType !== undefined) add(this.#enter(this.#child(holder, ["content", mediaType], place)), "schema", place);
	}

	#readValue(key: string, places: Map<string, DocumentPlace>, holder: PlaceNode, name: string, depth: number): void {
		const { place } = holder;
		const layers = this.#layersOf(this.#child(holder, [name]));
		places.set(place, { holder, key: name, layers });
		for (const node of [this.#child(holder, [name]), ...layers]) this.#note(key, node);
		// Further in, the holder is a schema, which is noted at its own place.
		if (depth === 0) this.#note(key, holder);
		if (depth >= MAX_MEMBER_DEPTH) return;
		for (const layer of layers) {
			const { properties, items } = this.#object(layer.pointer);
			for (const member of Object.keys(isRecord(properties) ? properties : {})) {
				const at = place + toPointer([member]);
				if (!places.has(at)) this.#readValue(key, places, this.#child(layer, ["properties"], at), member, depth + 1);
			}
			if (isRecord(items) && !places.has(`${place}/0`))
				this.#readValue(key, places, this.#child(layer, [], `${place}/0`), "items", depth + 1);
		}
	}

	/** The schemas that a schema consists of. Of alternatives, one counts if all others are null. */
	#layersOf(schema: PlaceNode, seen = new Set<string>()): PlaceNode[] {
		if (seen.has(schema.pointer) || !isRecord(valueAt(this.#document, schema.pointer))) return [];
		seen.add(schema.pointer);
		const { $ref, allOf, anyOf, oneOf, ...own } = this.#object(schema.pointer);
		const listed = (keyword: string, list: unknown) =>
			Array.isArray(list) ? list.map((_, at) => this.#child(schema, [keyword, at])) : [];
		const alternatives = anyOf === undefined ? listed("oneOf", oneOf) : listed("anyOf", anyOf);
		const real = alternatives.filter(({ pointer }) => this.#object(pointer).type !== "null");
		const target = typeof $ref === "string" ? [this.#follow(schema, $ref)] : [];
		const parts = [...target, ...listed("allOf", allOf), ...(real.length === 1 ? real : [])];
		// A reference alone says nothing itself.
		const isPlain = $ref === undefined || Object.keys(own).length > 0;
		return [...(isPlain ? [schema] : []), ...parts.flatMap((part) => this.#layersOf(part, seen))];
	}

	#follow(node: PlaceNode, reference: string): PlaceNode {
		return { pointer: toPointer(fromPointer(reference.slice(1))), via: node, place: node.place };
	}

	/** Notes who reaches an object, and the references on the way. */
	#note(key: string, node: PlaceNode): void {
		const uses = this.#uses.get(node.pointer) ?? new Set();
		this.#uses.set(node.pointer, uses.add(`${key} ${node.place}`));
		if (node.via) this.#note(key, node.via);
	}

	#noteForeign(value: unknown): void {
		if (typeof value !== "object" || value === null) return;
		for (const [key, member] of Object.entries(value)) {
			const target =
				key === "$ref" && typeof member === "string" ? toPointer(fromPointer(member.slice(1)).slice(0, 3)) : undefined;
			if (target === undefined) this.#noteForeign(member);
			else if (!this.#foreign.has(target)) {
				this.#foreign.add(target);
				this.#noteForeign(this.#object(target));
			}
		}
	}
}
