import { actionOf, isItemPath } from "../../operation/action.ts";
import type { OperationDescriptor } from "../../operation/descriptor.ts";
import { operationOf } from "../../operation/generated-api.ts";
import { isRecord } from "../../operation/is-record.ts";
import { valueAt } from "../../operation/json-pointer.ts";
import { payloadOf, type Step } from "../exchange.ts";
import { type MemberShape, membersAt, shapeOf } from "../plan/shape.ts";
import { type CheckContext, statusKey } from "./check.ts";

/** One resource, as an answer shows it. */
export interface Shown {
	readonly step: Step;
	/** What the operation does. In a list, everything but dates may be left out as null. */
	readonly action: ReturnType<typeof actionOf>;
	/** Where the resource stands in the body, as a JSON pointer. */
	readonly pointer: string;
	readonly payload: Readonly<Record<string, unknown>>;
	readonly members: ReadonlyMap<string, MemberShape>;
}

/** The identifier of the item that a request is for, or that an answer to a creation gives; undefined where there is none. */
export function idOf(step: Step, { api, policy }: CheckContext): string | undefined {
	const operation = operationOf(api, step.exchange.operationId);
	const name = itemParameter(operation);
	const id = name === undefined ? payloadOf(step)?.[policy.identity] : step.exchange.parts.path?.[name];
	return id === undefined || id === null ? undefined : String(id);
}

/** The parameter that names the item; undefined on a collection. */
export function itemParameter({ path }: OperationDescriptor): string | undefined {
	if (itemParameters.has(path)) return itemParameters.get(path);
	const name = isItemPath(path) ? [...path.matchAll(/\{([^}]+)\}/g)].at(-1)?.[1] : undefined;
	itemParameters.set(path, name);
	return name;
}

/** By path template: there are few, and they are asked for with every exchange. */
const itemParameters = new Map<string, string | undefined>();

/** The resource with an identifier in a step's answer; undefined where it is not shown. */
export function shownIn(step: Step, id: string, context: CheckContext): Shown | undefined {
	const { exchange } = step;
	const operation = operationOf(context.api, exchange.operationId);
	const action = actionOf(operation);
	const key = statusKey(context, exchange) ?? "";
	const part = context.api.payloads.operations[exchange.operationId]?.responses[key]?.body;
	if (part === undefined || exchange.body.kind !== "json") return undefined;
	const shape = shapeOf(part.schema, context.api.payloads.schemas);
	if (action !== "list") {
		const payload = payloadOf(step);
		return payload && { step, action, pointer: "", payload, members: membersAt(shape) ?? new Map() };
	}
	const items = itemsPointer(operation, exchange.body.value);
	const list = items === undefined ? [] : itemsOf(exchange.body.value, items);
	const index = list.findIndex((item) => isRecord(item) && String(item[context.policy.identity]) === id);
	const payload = list[index];
	if (items === undefined || !isRecord(payload)) return undefined;
	return { step, action, pointer: `${items}/${index}`, payload, members: membersAt(shape, items) ?? new Map() };
}

/** Where a list has its items: where it says so, or in its first member that is a list. */
export function itemsPointer({ pagination }: OperationDescriptor, body: unknown): string | undefined {
	if (pagination !== undefined) return pagination.items;
	if (Array.isArray(body)) return "";
	const name = isRecord(body) ? Object.keys(body).find((key) => Array.isArray(body[key])) : undefined;
	return name === undefined ? undefined : `/${name.replace(/~/g, "~0").replace(/\//g, "~1")}`;
}

export function itemsOf(body: unknown, pointer: string): readonly unknown[] {
	const items = pointer === "" ? body : valueAt(body, pointer);
	return Array.isArray(items) ? items : [];
}

/** The fields that a request sent, by the member that each goes into, as far as the payload has such a member. */
export function sentMembers(step: Step, shown: Shown, { policy }: CheckContext): Map<string, unknown> {
	const sent = new Map<string, unknown>();
	for (const [name, value] of Object.entries(step.exchange.parts.body ?? {})) {
		const member = policy.memberName(name);
		if (shown.members.has(member)) sent.set(member, value);
	}
	return sent;
}

/** Whether a member shows a value: the same one; for a date the same instant; the empty text for null. */
export function showsSame(sent: unknown, shown: unknown, member: MemberShape | undefined): boolean {
	if (Object.is(sent, shown) || (sent === null && shown === "")) return true;
	if (member?.isDate && typeof sent === "string" && typeof shown === "string") return Date.parse(sent) === Date.parse(shown);
	return isPlain(sent) || isPlain(shown) ? false : JSON.stringify(sent) === JSON.stringify(shown);
}

/** Whether a value is one that cannot change by itself: what is put together may hold counters. */
export function isPlain(value: unknown): boolean {
	return value === null || typeof value !== "object";
}
