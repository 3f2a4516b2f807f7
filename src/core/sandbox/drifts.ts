import type { HttpResponse } from "../operation/http.ts";
import { fromPointer } from "../operation/json-pointer.ts";
import type { Drift, DriftMaker } from "./faults.ts";

/**
 * The drifts that can be asked for by name, from the command line and over HTTP. Each names a member of the payload by a JSON
 * pointer; in a list, `/messages/0/body` is a member of the first item.
 *
 * | name and argument | the member is |
 * |---|---|
 * | `missing:/sid` | left out |
 * | `renamed:/sid=id` | called otherwise |
 * | `retyped:/index` | of another type: a number becomes text, anything else a number |
 * | `null:/sid` | null |
 * | `undocumented:/extra` | there, although nothing documents it |
 */
export const BUILT_IN_DRIFTS: Readonly<Record<string, DriftMaker>> = {
	missing: (pointer) =>
		changeMember(pointer, (parent, name) => {
			delete parent[name];
		}),
	renamed: (argument) => {
		const [pointer = "", to = "renamed"] = argument.split("=");
		return changeMember(pointer, (parent, name) => {
			parent[to] = parent[name];
			delete parent[name];
		});
	},
	retyped: (pointer) =>
		changeMember(pointer, (parent, name) => {
			parent[name] = typeof parent[name] === "number" ? String(parent[name]) : 1;
		}),
	null: (pointer) =>
		changeMember(pointer, (parent, name) => {
			parent[name] = null;
		}),
	undocumented: (pointer) =>
		changeParent(pointer === "" ? "/undocumented" : pointer, (parent, name) => {
			parent[name] = "undocumented";
		}),
};

type Change = (parent: Record<string, unknown>, name: string) => void;

/** Changes a member of successful payloads that have it. */
export function changeMember(pointer: string, change: Change): Drift {
	return changeParent(pointer, (parent, name) => {
		if (Object.hasOwn(parent, name)) change(parent, name);
	});
}

function changeParent(pointer: string, change: Change): Drift {
	const segments = fromPointer(pointer);
	const name = segments.pop() ?? "";
	return (_, next) =>
		changeBody(next(), (body) => {
			const parent = segments.reduce<unknown>((value, segment) => memberOf(value, segment), body);
			if (isObject(parent)) change(parent, name);
		});
}

/** Changes the payload of a successful answer in place. Answers without one stay as they are. */
export function changeBody(response: HttpResponse, change: (body: unknown) => void): HttpResponse {
	if (response.body === null || response.status >= 300) return response;
	const body: unknown = JSON.parse(response.body);
	change(body);
	return { ...response, body: JSON.stringify(body) };
}

function memberOf(value: unknown, name: string): unknown {
	return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
