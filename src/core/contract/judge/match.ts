import type { OperationDescriptor } from "../../operation/descriptor.ts";
import { compilePath, type PathMatcher } from "../../operation/path.ts";

/** The operation that a request is for, and the decoded values of its path parameters. */
export interface Matched {
	readonly operationId: string;
	readonly path: Readonly<Record<string, string>>;
}

/** Finds the operation that a request is for. */
export type Match = (method: string, url: URL) => Matched | undefined;

interface Candidate {
	readonly operationId: string;
	readonly origin: string;
	/** The path of the server, before those of the operations. */
	readonly base: string;
	readonly matcher: PathMatcher;
	/** Literal segments say more than parameters. */
	readonly literals: number;
}

/** Matches by method and path; where several do, by the server that was called, and then by how much of the path is literal. */
export function createMatch(operations: Readonly<Record<string, OperationDescriptor>>): Match {
	const byMethod = new Map<string, Candidate[]>();
	for (const [operationId, { method, path, server }] of Object.entries(operations)) {
		const { origin, pathname } = new URL(server);
		const literals = path.split("/").filter((segment) => !segment.includes("{")).length;
		const candidate = { operationId, origin, base: pathname.replace(/\/$/, ""), matcher: compilePath(path), literals };
		byMethod.set(
			method,
			[...(byMethod.get(method) ?? []), candidate].sort((one, other) => other.literals - one.literals),
		);
	}
	return (method, { origin, pathname }) => {
		let first: Matched | undefined;
		for (const candidate of byMethod.get(method) ?? []) {
			const { operationId, base, matcher } = candidate;
			const path = matcher.match(base !== "" && pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname);
			if (path === undefined) continue;
			if (candidate.origin === origin) return { operationId, path };
			first ??= { operationId, path };
		}
		return first;
	};
}
