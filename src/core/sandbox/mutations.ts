import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { fromPointer } from "../operation/json-pointer.ts";
import { showValue } from "../operation/value.ts";
import type { RequestPart } from "../operation/violation.ts";
import { FaultError } from "./fault-error.ts";
import type { Snapshot } from "./seed.ts";

/** The exchange that a mutation changes. */
export interface MutationContext {
	/** The operation that the request is for; undefined where it is for none. */
	readonly operationId: string | undefined;
	readonly request: HttpRequest;
	/** The state, to look at or to put back: a mutation can undo what a request did. */
	snapshot(): Snapshot;
	restore(snapshot: Snapshot): void;
	/** Adds a remark on the exchange to the log and the recording, such as that there was nothing to change. */
	note(text: string): void;
}

/** Options of `next()`. */
export interface NextOptions {
	/** The request to handle; the client's own by default. */
	readonly request?: HttpRequest;
	/** Checks to leave out: the sandbox then accepts requests that it has to reject. */
	readonly unchecked?: readonly ("credentials" | RequestPart)[];
}

/**
 * A deviation from the description, to see whether it is noticed: a function around the handling of one exchange. It can
 * change the request before `next` and the response after it, call `next` several times or not at all, and keep state from one
 * exchange to the next.
 */
export type Mutation = (context: MutationContext, next: (options?: NextOptions) => HttpResponse) => HttpResponse;

/** Makes a mutation from the argument after its name. */
export type MutationFactory = (argument: string) => Mutation;

/**
 * The mutations that can be asked for by name, on the command line and over HTTP. Each names a member of the payload by a JSON
 * pointer; in a list, `/messages/0/body` is a member of the first item.
 *
 * | name and argument | the member is |
 * |---|---|
 * | `missing:/id` | left out |
 * | `renamed:/id=key` | renamed |
 * | `retyped:/index` | of another type: a number becomes text, anything else a number |
 * | `null:/id` | null |
 * | `undocumented:/extra` | added, although nothing documents it |
 */
export const BUILT_IN_MUTATIONS: Readonly<Record<string, MutationFactory>> = {
	missing: (pointer) =>
		changeMember(pointer, (parent, name) => {
			delete parent[name];
		}),
	renamed: (argument) => {
		const [, pointer, to] = /^(.*)=(.+)$/s.exec(argument) ?? [];
		if (pointer === undefined || to === undefined) {
			throw new FaultError(`mutation: expected renamed:/pointer=name, got renamed:${argument}`);
		}
		return changeMember(pointer, (parent, name) => {
			parent[to] = parent[name];
			if (to !== name) delete parent[name];
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

type MemberChange = (parent: Record<string, unknown>, name: string) => void;

/** Changes a member of successful payloads that have it; where one does not, the log says so. */
export function changeMember(pointer: string, change: MemberChange): Mutation {
	return changeParent(pointer, (parent, name) => {
		if (Object.hasOwn(parent, name)) change(parent, name);
	});
}

function changeParent(pointer: string, change: MemberChange): Mutation {
	if (!POINTER.test(pointer)) {
		throw new FaultError(`mutation: expected a JSON pointer to a member, such as /id, got ${showValue(pointer)}`);
	}
	const segments = fromPointer(pointer);
	const name = segments.pop() ?? "";
	return (context, next) => {
		const response = next();
		const changed = changeBody(response, (body) => {
			const parent = segments.reduce<unknown>((value, segment) => memberOf(value, segment), body);
			if (isContainer(parent)) change(parent, name);
		});
		if (changed.body === response.body) context.note(`nothing to mutate at ${pointer}`);
		return changed;
	};
}

/** A pointer to a member, not to the whole value (RFC 6901). */
const POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/;

/** Changes the payload of a successful response in place. Responses without one stay as they are. */
export function changeBody(response: HttpResponse, change: (body: unknown) => void): HttpResponse {
	if (response.body === null || response.status >= 300) return response;
	const body: unknown = JSON.parse(response.body);
	change(body);
	return { ...response, body: JSON.stringify(body) };
}

function memberOf(value: unknown, name: string): unknown {
	return isContainer(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** An object or a list: both have members. */
function isContainer(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
