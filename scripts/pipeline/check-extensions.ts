import { show } from "../../src/core/operation/describe-rule.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { nearest } from "../../src/core/operation/nearest.ts";
import { parameterNames } from "../../src/core/operation/path-template.ts";
import { partsInPlace } from "./check-structure.ts";
import type { DocumentReader, Located } from "./document-reader.ts";
import { EXTENSIONS, type Extension, extensionsOn } from "./extensions.ts";
import type { OpenApi, PathOperation, Schema } from "./openapi.ts";
import { allOperationsOf, isOperationAt } from "./operations-of.ts";
import type { ReportProblem } from "./problem.ts";
import { isExtensionAt, isSchemaAt, visitNodes, visitSchemas } from "./visit-schemas.ts";

/** So much of a name may differ from that of an extension of ours, to be taken for it. */
const MISSPELT = 1 / 4;

/** Checks that each extension of ours is on an object that may have it, has a value of its kind, and is not misspelt. */
export function checkExtensionValues(document: OpenApi, report: ReportProblem): void {
	visitNodes(document, (value, path) => {
		const name = path.at(-1) ?? "";
		if (!isExtensionAt(path)) return;
		const message = Object.hasOwn(EXTENSIONS, name) ? valueProblem(name, value, path.slice(0, -1)) : misspelling(name);
		if (message !== undefined) report(toPointer(path), message);
	});
}

function misspelling(name: string): string | undefined {
	const meant = nearest(name, Object.keys(EXTENSIONS), MISSPELT);
	return meant && `expected an extension that is read, got ${name}; write ${meant}, or choose a name that is less like it`;
}

/** @param path leads to the object that has the extension */
function valueProblem(name: string, value: unknown, path: readonly string[]): string | undefined {
	const { on, value: words, fits } = EXTENSIONS[name] as Extension;
	if (on !== "any" && on !== kindOfObject(path)) return misplaced(name);
	return fits(value) ? undefined : `expected ${words}, got ${show(value)}`;
}

function misplaced(name: string): string {
	return `expected ${name} on ${EXTENSIONS[name]?.where}, got it elsewhere; it is read nowhere else, so move or remove it`;
}

function kindOfObject(path: readonly string[]): Extension["on"] | undefined {
	if (path.length === 0) return "description";
	if (path.length === 2 && path[0] === "tags") return "tag";
	if (isOperationAt(path)) return "operation";
	return isSchemaAt(path) ? "schema" : undefined;
}

/** Checks that each extension of a schema is where it has a meaning, and names members or fields that exist. */
export function checkSchemaExtensions(reader: DocumentReader, report: ReportProblem): void {
	const unread = new Map<string, string>();
	visitSchemas(reader.document, (schema, pointer) => {
		for (const name of extensionsOn("schema")) if (Object.hasOwn(schema, name)) unread.set(`${pointer}/${name}`, name);
	});
	if (unread.size === 0) return;
	const read = (pointer: string, message?: string) => {
		unread.delete(pointer);
		if (message !== undefined) report(pointer, message);
	};
	const visited = new Set<string>();
	for (const { operation, pointer } of allOperationsOf(reader.document)) {
		for (const body of requestBodies(reader, operation, pointer)) checkFields(reader, body, read);
		for (const body of responseBodies(reader, operation, pointer)) checkMembers(reader, body, [], read, visited);
	}
	for (const [pointer, name] of unread) report(pointer, misplaced(name));
}

/** Is told that an extension was read, and what is wrong with it. */
type Read = (pointer: string, message?: string) => void;

type Body = Located<Schema>;

function requestBodies(reader: DocumentReader, { requestBody }: PathOperation, pointer: string): Body[] {
	if (requestBody === undefined) return [];
	const { node, pointer: at } = reader.resolve(requestBody, `${pointer}/requestBody`);
	return schemasOf(node, at);
}

function responseBodies(reader: DocumentReader, { responses }: PathOperation, pointer: string): Body[] {
	return Object.entries(responses).flatMap(([status, response]) => {
		const { node, pointer: at } = reader.resolve(response, pointer + toPointer(["responses", status]));
		return schemasOf(node, at);
	});
}

function schemasOf({ content = {} }: { content?: Record<string, { schema?: Schema }> }, pointer: string): Body[] {
	return Object.entries(content).flatMap(([mediaType, { schema }]) =>
		schema === undefined ? [] : [{ node: schema, pointer: pointer + toPointer(["content", mediaType, "schema"]) }],
	);
}

/** Reads `x-ignored-with` of the fields of a request body. */
function checkFields(reader: DocumentReader, body: Body, read: Read): void {
	const { properties } = reader.members(body.node, body.pointer);
	const names = Object.keys(properties);
	for (const [name, field] of Object.entries(properties)) {
		for (const { node, pointer } of inPlace(reader, field)) {
			const other = node["x-ignored-with"];
			if (other === undefined) continue;
			const isField = names.includes(String(other)) && other !== name;
			const others = names.filter((known) => known !== name).join(", ");
			read(`${pointer}/x-ignored-with`, isField ? undefined : `expected another field of the request (${others}), got ${other}`);
		}
	}
}

/**
 * Reads `x-increases` and `x-url-path` of a value in a response body, and of every value in it.
 *
 * @param scope the names of the members around the value
 * @param visited the values that were read before, with their scope
 */
function checkMembers(reader: DocumentReader, value: Body, scope: readonly string[], read: Read, visited: Set<string>): void {
	const key = [value.pointer, ...scope].join(" ");
	if (visited.has(key)) return;
	visited.add(key);
	const parts = inPlace(reader, value);
	const types = parts.flatMap(({ node }) => node.type ?? []);
	for (const { node, pointer } of parts) {
		if (node["x-increases"] !== undefined) read(`${pointer}/x-increases`, kindProblem(types, ["integer", "number"]));
		const template = node["x-url-path"];
		if (template !== undefined) {
			read(`${pointer}/x-url-path`, kindProblem(types, ["string"]) ?? templateProblem(String(template), scope));
		}
	}
	const members = parts.flatMap(({ node, pointer }) =>
		Object.entries(node.properties ?? {}).map(([name, member]) => ({
			name,
			node: member,
			pointer: pointer + toPointer(["properties", name]),
		})),
	);
	const inner = [...new Set([...scope, ...members.map(({ name }) => name)])].sort();
	for (const member of members) checkMembers(reader, member, inner, read, visited);
	for (const { node, pointer } of parts) {
		if (node.items !== undefined) checkMembers(reader, { node: node.items, pointer: `${pointer}/items` }, scope, read, visited);
	}
}

function kindProblem(types: readonly string[], expected: readonly string[]): string | undefined {
	if (types.some((type) => expected.includes(type))) return undefined;
	return `expected a value of the type ${expected.join(" or ")}, got ${types.join(" or ") || "no type"}; move or remove it`;
}

function templateProblem(template: string, scope: readonly string[]): string | undefined {
	const unknown = parameterNames(template).find((name) => !scope.includes(name));
	return unknown && `expected names of members of the response (${scope.join(", ")}) in braces, got ${unknown}`;
}

/** A schema, and all that apply to the same value. */
function inPlace(reader: DocumentReader, { node, pointer }: Body): Body[] {
	if (typeof node !== "object" || node === null) return [];
	const parts = partsInPlace(reader.document, node, pointer).filter(([part]) => part !== undefined);
	return [{ node, pointer }, ...parts.flatMap(([part, at]) => inPlace(reader, { node: part, pointer: at }))];
}
