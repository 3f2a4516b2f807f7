import { isAdminPath } from "../../src/core/operation/admin-path.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { parameterNames, templateKey, writePath } from "../../src/core/operation/path-template.ts";
import { withoutSlash } from "../../src/core/operation/rebase-url.ts";
import type { OpenApi } from "./openapi.ts";
import { operationsOf } from "./operations-of.ts";
import type { ReportProblem } from "./problem.ts";

/**
 * Checks that each path is what a request for it has, and that no two match the same requests. OpenAPI forbids that (Paths
 * Object): "Templated paths with the same hierarchy but different templated names MUST NOT exist as they are identical."
 */
export function checkPaths(document: OpenApi, report: ReportProblem): void {
	const seen = new Map<string, string>();
	for (const path of new Set(operationsOf(document).map(({ path }) => path))) {
		const other = seen.get(templateKey(path));
		const message = pathProblem(path) ?? (other === undefined ? undefined : samePaths(path, other));
		if (message !== undefined) report(toPointer(["paths", path]), message);
		seen.set(templateKey(path), path);
	}
}

function samePaths(path: string, other: string): string {
	return `expected paths that differ by more than the names of parameters, got ${path} beside ${other}; keep one of them`;
}

function pathProblem(path: string): string | undefined {
	const names = parameterNames(path);
	const repeated = names.find((name, index) => names.indexOf(name) < index);
	if (repeated !== undefined) return `expected each parameter once a path, got {${repeated}} twice; rename one`;
	if (isAdminPath(path)) return `expected a path that the sandbox does not take for itself, got ${path}; choose another one`;
	const filled = writePath(path, encodeURIComponent);
	const { pathname } = new URL(`http://localhost${filled}`);
	if (pathname === filled) return undefined;
	const advice = "describe a query as parameters, and percent-encode other characters";
	return `expected a path as requests have it, got ${path}, of which a request has ${pathname}; ${advice}`;
}

/** Why the address of a server cannot be used; undefined if it can. */
export function serverProblem(url: string): string | undefined {
	if (url.includes("{")) return `expected an address without variables, got ${url}; write the address that is meant`;
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		return `expected a server with an absolute http(s) address, got ${url === "" ? "none" : url}`;
	}
	const { origin, pathname } = new URL(url);
	if (isAdminPath(pathname))
		return `expected a server whose paths the sandbox does not take for itself, got ${url}; choose others`;
	if (withoutSlash(url) === withoutSlash(origin + pathname)) return undefined;
	return `expected an address as requests have it, got ${url}, of which a request has ${origin}${pathname}; write that`;
}
