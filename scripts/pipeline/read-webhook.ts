import { METHODS } from "../../src/core/operation/descriptor.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import type { WebhookDescriptor } from "../../src/core/operation/webhook.ts";
import type { OperationModel } from "./model.ts";
import type { LocatedWebhook, OperationContext } from "./operations-of.ts";

/** A webhook, and what is needed to read it. */
export type WebhookContext = OperationContext & LocatedWebhook;

/** Checks what a webhook must have that an operation need not: one method, the name of the webhook, and no address. */
export function checkWebhook(context: WebhookContext, { descriptor, request }: OperationModel): void {
	const { report, name, item, itemPointer, method, operation, pointer } = context;
	const { operationId = name } = operation;
	if (operationId !== name) {
		report(`${pointer}/operationId`, `expected the name of the webhook, ${name}, got ${operationId}; use one name for both`);
	}
	const first = METHODS.find((each) => item[each] !== undefined);
	if (method !== first) {
		report(pointer, `expected one method a webhook, got ${method} beside ${first}; keep one, and tell of the other in words`);
	}
	const addressed = [
		...(item.servers === undefined ? [] : [{ what: "servers", at: `${itemPointer}/servers` }]),
		...(operation.servers === undefined ? [] : [{ what: "servers", at: `${pointer}/servers` }]),
		...Object.entries(descriptor.parameters).flatMap(([parameter, { in: location }]) =>
			location === "path" ? [{ what: "a path parameter", at: request.parameterPointers[parameter] ?? pointer }] : [],
		),
	];
	for (const { what, at } of addressed) {
		report(at, `expected a webhook without an address, got ${what}; its receiver chooses the address, so remove it`);
	}
}

/**
 * Reads which member of the body says which webhook it is: the required one whose `const` is a string.
 *
 * @param seen the events read so far, with the webhooks that they belong to
 */
export function readEvent(context: WebhookContext, seen: Map<string, string>): WebhookDescriptor["event"] {
	const { reader, report, name, operation, pointer } = context;
	const body = operation.requestBody && reader.resolve(operation.requestBody, `${pointer}/requestBody`);
	const [mediaType = "", { schema = {} } = {}] = Object.entries(body?.node.content ?? {})[0] ?? [];
	const { properties, required } = reader.members(schema, body ? body.pointer + toPointer(["content", mediaType, "schema"]) : "");
	const constants = Object.entries(properties)
		.map(([field, member]) => ({ field, ...reader.resolve(member.node, member.pointer) }))
		.filter(({ field, node }) => typeof node.const === "string" && required.includes(field));
	const [{ field, node, pointer: at } = { field: "", node: { const: "" }, pointer }] = constants;
	if (constants.length !== 1) {
		const got = constants.map((each) => each.field).join(" and ") || "none";
		const words = `expected one required member of the body whose const says that it is ${name}, got ${got}`;
		report(body?.pointer ?? pointer, `${words}; a receiver knows a webhook by it`);
	}
	const event = { field, value: String(node.const) };
	const other = seen.get(JSON.stringify(event));
	if (other !== undefined) {
		report(
			`${at}/const`,
			`expected a value that no other webhook has, got ${event.value} of ${other}; a receiver knows a webhook by it`,
		);
	}
	if (constants.length === 1) seen.set(JSON.stringify(event), name);
	return event;
}
