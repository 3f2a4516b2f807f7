import type { Action } from "./action.ts";
import type { OperationDescriptor } from "./descriptor.ts";
import type { GeneratedApi } from "./generated-api.ts";
import { fromPointer, toPointer } from "./json-pointer.ts";
import type { JsonSchemas } from "./json-schema.ts";
import type { PartPayloads } from "./payloads.ts";
import { type SchemaView, viewProperty, viewSchema } from "./schema-view.ts";

/** The members of a payload by name, in the order of the description. */
export type Members = ReadonlyMap<string, SchemaView>;

/**
 * Where the payload of a list has its items, as a JSON pointer: as the operation says (`x-pagination`), else in the payload
 * itself or in its first member that is a list of objects: a list of texts is a member like any other.
 *
 * @returns undefined where the payload has no list
 */
export function listPointer({ pagination }: OperationDescriptor, body: PartPayloads, schemas: JsonSchemas): string | undefined {
	if (pagination !== undefined) return pagination.items;
	const view = viewSchema(body.schema, schemas);
	if (view.items !== undefined) return "";
	const isListOfObjects = (key: string) => {
		const { items } = viewProperty(view, key, schemas);
		const { types, properties } = viewSchema(items, schemas);
		return items !== undefined && (types.includes("object") || properties !== undefined);
	};
	const name = Object.keys(view.properties ?? {}).find(isListOfObjects);
	return name === undefined ? undefined : toPointer([name]);
}

/** One resource in a response; an item, where the operation lists. Undefined where nothing is described. */
export function shownResource(
	{ operations, payloads }: GeneratedApi,
	operationId: string,
	status: string,
	action: Action,
): SchemaView | undefined {
	const body = payloads.operations[operationId]?.responses[status]?.body;
	const operation = operations[operationId];
	if (body === undefined || operation === undefined) return undefined;
	const { schemas } = payloads;
	const pointer = action === "list" ? listPointer(operation, body, schemas) : undefined;
	let view = viewSchema(body.schema, schemas);
	if (pointer === undefined) return view;
	for (const name of fromPointer(pointer)) view = viewProperty(view, name, schemas);
	return viewSchema(view.items, schemas);
}

/** The members of what `shownResource` returns. */
export function shownMembers(api: GeneratedApi, operationId: string, status: string, action: Action): Members {
	const view = shownResource(api, operationId, status, action);
	if (view === undefined) return NO_MEMBERS;
	const known = membersOf.get(view);
	if (known !== undefined) return known;
	const names = Object.keys(view.properties ?? {});
	const members: Members = new Map(names.map((name) => [name, viewProperty(view, name, api.payloads.schemas)]));
	membersOf.set(view, members);
	return members;
}

const NO_MEMBERS: Members = new Map();

const membersOf = new WeakMap<SchemaView, Members>();

/** Every member of several resources, as the first that has it shows it. */
export function mergeMembers(all: readonly Members[]): Members {
	const merged = new Map<string, SchemaView>();
	for (const members of all) for (const [name, member] of members) if (!merged.has(name)) merged.set(name, member);
	return merged;
}
