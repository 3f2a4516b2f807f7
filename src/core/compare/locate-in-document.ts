import { isRecord } from "../operation/is-record.ts";
import { fromPointer, toPointer, valueAt } from "../operation/json-pointer.ts";
import type { SpecLocation } from "../operation/spec-location.ts";

/** A part of a document, and its place; references to it were followed. */
interface Spot extends SpecLocation {
	readonly node: Readonly<Record<string, unknown>>;
}

type LocatorStep = (from: Spot) => Spot | undefined;

/** No reference leads further than this, unless it leads back to itself. */
const MAX_STEPS = 64;

/** What OpenAPI calls that which states a rule, if not by the rule's own name. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
	documentation: ["title", "summary", "description"],
	example: ["example", "examples"],
	mediaTypes: ["content"],
	alternatives: ["anyOf", "oneOf"],
};

/** Rules that the enclosing object states, or the way in which a value refers to its schema. */
const STATED_OUTSIDE = new Set(["required", "nullable", "name", "style", "explode", "allowReserved", "encoding", "mediaTypes"]);

/** Finds the places of a document by the operation that has them. */
export class DocumentLocator {
	readonly #document: Readonly<Record<string, unknown>>;

	constructor(document: Readonly<Record<string, unknown>>) {
		this.#document = document;
	}

	/**
	 * Finds the part that describes a place, or else the part that would contain it. References are followed.
	 *
	 * @param path the keys that lead to the operation
	 * @param place in the operation; path parameters have their names
	 * @param keyword finds the part that states the rule: a component, or a member that all operations share
	 */
	locate(path: readonly [holder: string, item: string, method: string], place: string, keyword?: string): SpecLocation {
		const [holder, name] = path;
		const item = this.#walk(this.#root(), [this.#into(holder), this.#into(name)]);
		const operation = this.#walk(item, [this.#into(path[2])]);
		if (place === "/request") return spotToLocation(this.#ownerOf(keyword, [operation, item, this.#root()]) ?? operation);
		const steps = this.#stepsTo(fromPointer(place), item, keyword);
		const found = this.#walk(operation, steps);
		const isThere = keyword !== undefined && !STATED_OUTSIDE.has(keyword);
		return spotToLocation(isThere ? this.#stating(found, WRITTEN_AS[keyword] ?? [keyword]) : found);
	}

	#root(): Spot {
		return { node: this.#document, location: "", source: [] };
	}

	/** Servers and security are stated by the operation, by its path or by the whole document. */
	#ownerOf(keyword: string | undefined, owners: readonly Spot[]): Spot | undefined {
		const member = keyword === "server" ? "servers" : keyword;
		if (member !== "servers" && member !== "security") return undefined;
		const owner = owners.find(({ node }) => node[member] !== undefined);
		return owner && { ...owner, location: owner.location + toPointer([member]) };
	}

	/** Goes as far as the steps lead. */
	#walk(from: Spot, steps: readonly LocatorStep[]): Spot {
		let spot = from;
		for (const step of steps) {
			const next = step(this.#enter(spot));
			if (next === undefined) return this.#enter(spot);
			spot = next;
		}
		return spot;
	}

	#stepsTo([side, part = "", ...rest]: readonly string[], item: Spot, keyword: string | undefined): LocatorStep[] {
		// How a schema is referred to is said where it is used.
		const schema: LocatorStep = (spot) => this.#child(spot, "schema");
		const isOfHolder = keyword !== undefined && (side === "request" || keyword !== "documentation");
		const isHolder = isOfHolder && (part === "body" ? rest.length === 0 : rest.length === 1);
		const body = isHolder ? [] : [(spot: Spot) => this.#mediaType(spot), schema];
		const inner = (names: readonly string[]) =>
			names.map(
				(name): LocatorStep =>
					(spot) =>
						this.#member(spot, name),
			);
		if (side === "request" && part === "body") return [this.#into("requestBody"), ...body, ...inner(rest)];
		if (side === "request") {
			const [name = "", ...names] = rest;
			const parameter: LocatorStep = (operation) => this.#parameter(operation, part, name) ?? this.#parameter(item, part, name);
			return [parameter, ...(names.length > 0 ? [schema, ...inner(names)] : [])];
		}
		const response = [this.#into("responses"), this.#into(part)];
		const [kind, ...names] = rest;
		if (kind === "body") return [...response, ...body, ...inner(names)];
		if (kind !== "headers") return response;
		const [header = "", ...below] = names;
		return [...response, this.#into("headers"), this.#into(header), ...(below.length > 0 ? [schema, ...inner(below)] : [])];
	}

	#into(key: string): LocatorStep {
		return (spot) => {
			const child = this.#child(spot, key);
			return child && this.#enter(child);
		};
	}

	#child({ node, location, source }: Spot, key: string | undefined): Spot | undefined {
		const child = key !== undefined && Object.hasOwn(node, key) ? node[key] : undefined;
		if (key === undefined || typeof child !== "object" || child === null) return undefined;
		return createSpot(child, location + toPointer([key]), source);
	}

	/** The first media type of a request body or response. */
	#mediaType(holder: Spot): Spot | undefined {
		const content = this.#child(holder, "content");
		return content && this.#child(content, Object.keys(content.node)[0]);
	}

	/** Follows the reference of a part. */
	#enter(spot: Spot, steps = 0): Spot {
		const { $ref } = spot.node;
		if (typeof $ref !== "string" || !$ref.startsWith("#/") || steps > MAX_STEPS) return spot;
		const location = toPointer(fromPointer($ref.slice(1)));
		const target = valueAt(this.#document, location);
		return isRecord(target) ? this.#enter(createSpot(target, location, spot.source), steps + 1) : spot;
	}

	#parameter(owner: Spot, part: string, name: string): Spot | undefined {
		const parameters = this.#child(owner, "parameters");
		const all = Object.keys(parameters?.node ?? {}).map((index) => parameters && this.#child(parameters, index));
		return all.flatMap((spot) => (spot ? [this.#enter(spot)] : [])).find(({ node }) => node.in === part && node.name === name);
	}

	/** A member of an object, or the items of a list, wherever the schema describes it. */
	#member(schema: Spot, name: string, steps = 0): Spot | undefined {
		if (steps > MAX_STEPS) return undefined;
		const entered = this.#enter(schema);
		const properties = this.#child(entered, "properties");
		const own = properties && this.#child(properties, name);
		if (own !== undefined) return own;
		if (/^\d+$/.test(name) && entered.node.items !== undefined) return this.#child(entered, "items");
		for (const part of this.#partsOf(entered)) {
			const found = this.#member(part, name, steps + 1);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	/** The schemas that a schema consists of. */
	#partsOf(schema: Spot): Spot[] {
		return ["anyOf", "oneOf", "allOf"].flatMap((keyword) => {
			const list = this.#child(schema, keyword);
			return Object.keys(list?.node ?? {}).flatMap((index) => (list && this.#child(list, index)) ?? []);
		});
	}

	/** The part that states a rule. If none does: the part that would, which is shared by all that refer to it. */
	#stating(spot: Spot, names: readonly string[], steps = 0): Spot {
		if (names.some((name) => spot.node[name] !== undefined) || steps > MAX_STEPS) return spot;
		const target = this.#enter(spot);
		if (target !== spot) return this.#stating(target, names, steps + 1);
		const schema = this.#child(spot, "schema") ?? this.#mediaType(spot);
		const parts = [...(schema ? [schema] : []), ...this.#partsOf(spot)];
		const real = parts.filter(({ node }) => node.type !== "null");
		const found = real.map((part) => this.#stating(part, names, steps + 1));
		const stating = found.find(({ node }) => names.some((name) => node[name] !== undefined));
		return stating ?? (found.length === 1 ? found[0] : undefined) ?? spot;
	}
}

function createSpot(node: object, location: string, inherited: readonly string[]): Spot {
	const { "x-source": source } = node as Record<string, unknown>;
	return { node: node as Spot["node"], location, source: source === undefined ? inherited : ([source].flat() as string[]) };
}

function spotToLocation({ location, source }: Spot): SpecLocation {
	return { location, source };
}
