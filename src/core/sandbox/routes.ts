import type { OperationDescriptor } from "../operation/descriptor.ts";

export { type Action, actionOf, isItemPath } from "../operation/action.ts";

/** The operations that share one path template. */
export interface Route {
	readonly template: string;
	/** The path that the server's address has before the template; empty where it has none, or the client left it out. */
	readonly base: string;
	/** The names of the path parameters, from left to right. */
	readonly names: readonly string[];
	/** By method. An operation of another server may stand under the same template. */
	readonly operations: ReadonlyMap<string, readonly string[]>;
}

export interface RouteMatch {
	readonly route: Route;
	/** The decoded values of the path parameters by name. */
	readonly path: Readonly<Record<string, string>>;
}

interface Node {
	readonly literals: Map<string, Node>;
	/** A segment with parameters in it; most are one parameter and nothing else. */
	readonly patterns: { readonly expression: RegExp | null; readonly node: Node }[];
	routes: Route[];
}

/** Finds the route of a path in as many steps as the path has segments. Literal segments win over parameters. */
export class Router {
	readonly #root: Node = createNode();

	constructor(operations: Readonly<Record<string, OperationDescriptor>>) {
		const places = Object.values(operations).flatMap(({ path, server }) => [`${basePath(server)} ${path}`, ` ${path}`]);
		for (const place of new Set(places)) {
			const [base = "", template = ""] = place.split(" ");
			this.#add(createRoute(base, template, operations));
		}
	}

	/**
	 * All routes that a path can mean; two servers may have templates of the same shape.
	 *
	 * A segment that is empty, `.`, `..`, or whose percent-encoding is broken leads nowhere.
	 */
	match(pathname: string): RouteMatch[] {
		const values: string[] = [];
		const segments = pathname.split("/").slice(1);
		const routes = find(this.#root, segments, 0, values);
		return (routes ?? []).map((route) => ({ route, path: named(route.names, values) }));
	}

	#add(route: Route): void {
		let node = this.#root;
		for (const segment of `${route.base}${route.template}`.split("/").slice(1)) node = childOf(node, segment);
		node.routes.push(route);
	}
}

function createNode(): Node {
	return { literals: new Map(), patterns: [], routes: [] };
}

function createRoute(base: string, template: string, operations: Readonly<Record<string, OperationDescriptor>>): Route {
	const byMethod = new Map<string, string[]>();
	for (const [id, { path, method, server }] of Object.entries(operations)) {
		if (path !== template || (base !== "" && base !== basePath(server))) continue;
		byMethod.set(method, [...(byMethod.get(method) ?? []), id]);
	}
	const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
	return { template, base, names, operations: byMethod };
}

/** The path of a server's address, without a trailing slash. */
function basePath(server: string): string {
	return server.replace(/^\w+:\/\/[^/]*/, "").replace(/\/$/, "");
}

function childOf(node: Node, segment: string): Node {
	if (!segment.includes("{")) {
		const known = node.literals.get(segment) ?? createNode();
		node.literals.set(segment, known);
		return known;
	}
	const source = segment.replace(/[.*+?^$|()[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "(.+)");
	const expression = source === "(.+)" ? null : new RegExp(`^${source}$`, "s");
	const known = node.patterns.find((pattern) => pattern.expression?.source === expression?.source);
	if (known !== undefined) return known.node;
	const created = createNode();
	node.patterns.push({ expression, node: created });
	// What asks for more comes first.
	node.patterns.sort((one, other) => Number(one.expression === null) - Number(other.expression === null));
	return created;
}

function find(node: Node, segments: readonly string[], depth: number, values: string[]): readonly Route[] | undefined {
	const segment = segments[depth];
	if (segment === undefined) return node.routes.length > 0 ? node.routes : undefined;
	const literal = node.literals.get(segment);
	const found = literal && find(literal, segments, depth + 1, values);
	if (found !== undefined || node.patterns.length === 0) return found;
	const value = decodeSegment(segment);
	if (value === undefined) return undefined;
	for (const { expression, node: child } of node.patterns) {
		const captured = expression === null ? [value] : expression.exec(value)?.slice(1);
		if (captured === undefined) continue;
		const before = values.length;
		values.push(...captured);
		const routes = find(child, segments, depth + 1, values);
		if (routes !== undefined) return routes;
		values.length = before;
	}
	return undefined;
}

function decodeSegment(segment: string): string | undefined {
	try {
		const value = segment.includes("%") ? decodeURIComponent(segment) : segment;
		return value === "" || value === "." || value === ".." ? undefined : value;
	} catch {
		return undefined;
	}
}

function named(names: readonly string[], values: readonly string[]): Record<string, string> {
	const path: Record<string, string> = {};
	for (const [index, name] of names.entries()) path[name] = values[index] ?? "";
	return path;
}
