import { fromPointer, toPointer } from "../../src/core/operation/json-pointer.ts";
import { isSuccessKey } from "../../src/core/operation/response.ts";
import { withoutExtensions } from "../../src/core/operation/without-extensions.ts";
import { sourcesOf } from "./document-reader.ts";
import { FORMATS } from "./formats.ts";
import type { OpenApi, Schema } from "./openapi.ts";
import { allOperationsOf, type OperationContext, operationsOf, responsesOf } from "./operations-of.ts";
import type { ReportProblem } from "./problem.ts";
import { isNameAt, LISTS, visitMembers, visitNodes, visitSchemas } from "./visit-schemas.ts";

/** The dialects of JSON Schema that have the keywords that are read: that of OpenAPI 3.1, and what it is based on. */
const DIALECTS: readonly unknown[] = [
	"https://spec.openapis.org/oas/3.1/dialect/base",
	"https://json-schema.org/draft/2020-12/schema",
	undefined,
];

/**
 * Checks every schema of a bundle: its dialect must be the one that is read; each `format` must be one that the
 * validators enforce, and each `contentMediaType` must be JSON, so that no value passes unchecked.
 */
export function checkSchemas(document: OpenApi, report: ReportProblem): void {
	const checkDialect = (dialect: unknown, pointer: string) => {
		if (DIALECTS.includes(dialect)) return;
		report(pointer, `expected the dialect of OpenAPI 3.1 or of JSON Schema 2020-12, got ${dialect}; no other is read`);
	};
	checkDialect(document.jsonSchemaDialect, "/jsonSchemaDialect");
	visitSchemas(document, (schema, pointer) => {
		const { format, contentMediaType } = schema;
		checkDialect(schema.$schema, `${pointer}/$schema`);
		checkLists(schema, pointer, report);
		if (format !== undefined && !FORMATS.has(format)) {
			const known = [...FORMATS.keys()].join(", ");
			report(`${pointer}/format`, `expected a format that is checked (${known}), got ${format}; use one of them, or a pattern`);
		}
		if (contentMediaType !== undefined && contentMediaType !== "application/json") {
			report(
				`${pointer}/contentMediaType`,
				`expected application/json, got ${contentMediaType}; no other content of a string is checked`,
			);
		}
	});
}

/** JSON Schema: the list of `type`, and of each keyword that holds a list of schemas, "MUST be a non-empty array". */
function checkLists(schema: Schema, pointer: string, report: ReportProblem): void {
	for (const keyword of ["type", ...LISTS]) {
		const value = schema[keyword];
		if (!Array.isArray(value) || value.length > 0) continue;
		report(`${pointer}/${keyword}`, `expected ${keyword} with a value or more, got []; leave it out, or say what is meant`);
	}
}

/** OpenAPI (Security Requirement Object): each name "MUST correspond to a security scheme which is declared". */
export function checkSecurity(document: OpenApi, report: ReportProblem): void {
	const schemes = document.components?.securitySchemes ?? {};
	const owners = [{ security: document.security, pointer: "" }].concat(
		allOperationsOf(document).map(({ operation: { security }, pointer }) => ({ security, pointer })),
	);
	for (const { security, pointer } of owners) {
		for (const [index, requirement] of (security ?? []).entries()) {
			for (const name of Object.keys(requirement).filter((each) => !Object.hasOwn(schemes, each))) {
				const message = `expected a scheme of components/securitySchemes, got ${name}; describe it there, or correct the name`;
				report(pointer + toPointer(["security", index, name]), message);
			}
		}
	}
}

/** OpenAPI (Link Object): `operationId` is "the name of an existing, resolvable OAS operation". */
export function checkLinkTargets(document: OpenApi, report: ReportProblem): void {
	const known = new Set(operationsOf(document).map(({ operation }) => operation.operationId));
	visitNodes(document, (link, path) => {
		if (path.at(-2) !== "links" || !isNameAt(path)) return;
		const id = (link as { operationId?: string } | null)?.operationId;
		if (id === undefined || known.has(id)) return;
		report(toPointer([...path, "operationId"]), `expected the operationId of an operation, got ${id}; correct or remove it`);
	});
}

/** OpenAPI (Responses Object): each key is a status code of HTTP, which has three digits (RFC 9110), a range, or `default`. */
export function checkStatus(status: string, pointer: string, report: ReportProblem): void {
	if (/^(?:[1-5](?:\d\d|XX)|default)$/.test(status)) return;
	report(pointer, `expected a status code from 100 to 599, a range such as 4XX, or default, got ${status}; correct it`);
}

/**
 * If a description lists its sources (`x-sources`), every operation and every component must name one or several of
 * them (`x-source`), and no `x-source` anywhere may name another.
 */
export function checkSources(document: OpenApi, report: ReportProblem): void {
	const sources = document["x-sources"];
	if (sources === undefined) return;
	const known = Object.keys(sources).join(", ");

	for (const { pointer, node } of ownersOf(document)) {
		if (!Object.hasOwn(node, "x-source")) report(pointer, `expected an x-source, found none; name one of ${known}`);
	}
	visitMembers(document, (member, path) => {
		if (path.at(-1) !== "x-source") return true;
		const named = sourcesOf({ "x-source": member });
		if (!named.every((source) => Object.hasOwn(sources, source))) {
			report(toPointer(path), `expected one of ${known}, got ${named.join(", ")}; list a new source under x-sources`);
		}
		return false;
	});
}

/** The nodes that must name a source of their own; everything below them inherits it. */
function ownersOf(document: OpenApi): { pointer: string; node: object }[] {
	const operations = allOperationsOf(document).map(({ pointer, operation }) => ({ pointer, node: operation }));
	const components = Object.entries(withoutExtensions(document.components ?? {})).flatMap(([kind, named]) =>
		kind === "examples"
			? []
			: Object.entries(named as Record<string, object>).map(([name, component]) => ({
					pointer: toPointer(["components", kind, name]),
					node: component,
				})),
	);
	return [...operations, ...components];
}

const ROLES = { items: { type: "array", words: "an array" }, next: { type: "string", words: "a string" } } as const;

/** Checks that the pointers of `x-pagination` lead to a list and to a string in the documented response. */
export function checkPagination({ reader, report, operation, pointer }: OperationContext): void {
	const pagination = operation["x-pagination"];
	const [status, response] = Object.entries(responsesOf(operation)).find(([status]) => isSuccessKey(status)) ?? [];
	if (pagination === undefined || response === undefined) return;
	const { node } = reader.resolve(response, `${pointer}/responses/${status}`);
	const [media] = Object.values(node.content ?? {});
	for (const role of ["items", "next"] as const) {
		const { type, words } = ROLES[role];
		let schema = media?.schema ?? {};
		for (const name of fromPointer(pagination[role])) schema = reader.members(schema, "").properties[name]?.node ?? {};
		const found = [reader.resolve(schema, "").node.type ?? "nothing"].flat();
		if (found.includes(type)) continue;
		report(
			`${pointer}/x-pagination/${role}`,
			`expected a pointer to ${words} of the ${status} response, got ${pagination[role]}, which leads to ${found.join(" or ")}`,
		);
	}
}
