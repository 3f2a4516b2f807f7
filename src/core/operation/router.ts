import type { OperationDescriptor } from "./descriptor.ts";
import { literalLength, matchSegment, parameterNames, segmentPattern } from "./path-template.ts";
import type { SplitUrl } from "./split-url.ts";

/** The operation that a request is for. */
export interface RouteMatch {
	readonly operationId: string;
	/** The decoded values of the path parameters by name. */
	readonly path: Readonly<Record<string, string>>;
	/** The part of the address that the client used before the path template. */
	readonly base: string;
}

/** A path that is known, but not with the method of the request. */
export interface MethodMismatch {
	readonly allowed: readonly string[];
}

/** The operations that share one path template. */
interface Route {
	/** The path that the server's address has before the template; empty where it has none, or the client left it out. */
	readonly base: string;
	readonly names: readonly string[];
	/** By method. Operations of other servers may stand under the same template. */
	readonly operationIds: ReadonlyMap<string, readonly string[]>;
}

interface TreeNode {
	readonly literals: Map<string, TreeNode>;
	/** Segments with parameters in them, those with more text first; one that is a parameter and nothing else has no expression. */
	readonly patterns: { readonly expression: RegExp | undefined; readonly length: number; readonly node: TreeNode }[];
	readonly routes: Route[];
}

/** Finds the operation of a request in as many steps as its path has segments. Literal segments win over parameters. */
export class Router {
	readonly #operations: Readonly<Record<string, OperationDescriptor>>;
	readonly #root: TreeNode = createNode();

	constructor(operations: Readonly<Record<string, OperationDescriptor>>) {
		this.#operations = operations;
		const places = Object.values(operations).flatMap(({ path, server }) => [`${basePath(server)} ${path}`, ` ${path}`]);
		for (const place of new Set(places)) {
			const [base = "", template = ""] = place.split(" ");
			this.#add(base, template);
		}
	}

	/**
	 * Finds the operation of a request. Where several servers have one of the same method and path, the server that was called
	 * wins, then the first.
	 *
	 * @returns undefined where no operation has the path: a segment that is empty, `.`, `..` or badly encoded leads nowhere
	 */
	find(method: string, { origin, pathname }: SplitUrl): RouteMatch | MethodMismatch | undefined {
		const values: string[] = [];
		const routes = find(this.#root, pathname.split("/"), 1, values);
		if (routes === undefined) return undefined;
		let first: RouteMatch | undefined;
		for (const { base, names, operationIds } of routes) {
			for (const operationId of operationIds.get(method) ?? []) {
				const isCalled = this.#operations[operationId]?.server === origin + base;
				if (!isCalled && first !== undefined) continue;
				const match = { operationId, path: toRecord(names, values), base: origin + base };
				if (isCalled) return match;
				first = match;
			}
		}
		return first ?? { allowed: [...new Set(routes.flatMap(({ operationIds }) => [...operationIds.keys()]))] };
	}

	#add(base: string, template: string): void {
		let node = this.#root;
		for (const segment of `${base}${template}`.split("/").slice(1)) node = childOf(node, segment);
		const operationIds = new Map<string, string[]>();
		for (const [id, { path, method, server }] of Object.entries(this.#operations)) {
			if (path !== template || (base !== "" && base !== basePath(server))) continue;
			operationIds.set(method, [...(operationIds.get(method) ?? []), id]);
		}
		node.routes.push({ base, names: parameterNames(template), operationIds });
	}
}

function createNode(): TreeNode {
	return { literals: new Map(), patterns: [], routes: [] };
}

/** The path of a server's address. */
function basePath(server: string): string {
	return server.replace(/^\w+:\/\/[^/]*/, "");
}

function childOf(node: TreeNode, segment: string): TreeNode {
	if (!segment.includes("{")) {
		const known = node.literals.get(segment) ?? createNode();
		node.literals.set(segment, known);
		return known;
	}
	const expression = segmentPattern(segment);
	const known = node.patterns.find((pattern) => pattern.expression?.source === expression?.source);
	if (known !== undefined) return known.node;
	const created = createNode();
	node.patterns.push({ expression, length: literalLength(segment), node: created });
	node.patterns.sort((a, b) => b.length - a.length);
	return created;
}

function find(node: TreeNode, segments: readonly string[], depth: number, values: string[]): readonly Route[] | undefined {
	const segment = segments[depth];
	if (segment === undefined) return node.routes.length > 0 ? node.routes : undefined;
	const literal = node.literals.get(segment);
	const found = literal && find(literal, segments, depth + 1, values);
	if (found !== undefined || node.patterns.length === 0) return found;
	for (const { expression, node: child } of node.patterns) {
		const captured = matchSegment(expression, segment);
		if (captured === undefined) continue;
		const before = values.length;
		values.push(...captured);
		const routes = find(child, segments, depth + 1, values);
		if (routes !== undefined) return routes;
		values.length = before;
	}
	return undefined;
}

function toRecord(names: readonly string[], values: readonly string[]): Record<string, string> {
	const path: Record<string, string> = {};
	for (const [index, name] of names.entries()) path[name] = values[index] ?? "";
	return path;
}
