import type { Action } from "../../operation/action.ts";
import { show } from "../../operation/describe-rule.ts";
import { operationOf } from "../../operation/generated-api.ts";
import { isRecord } from "../../operation/is-record.ts";
import { valueAt } from "../../operation/json-pointer.ts";
import { isPathValue } from "../../operation/path-template.ts";
import type { SchemaView } from "../../operation/schema-view.ts";
import { listPointer, type Members, shownMembers } from "../../operation/shown-members.ts";
import { type Exchange, payloadOf, type Step, succeeded } from "../exchange.ts";
import { memberSchema } from "../plan/values.ts";
import { bodyResult, type CheckContext, documentedResponse } from "./check.ts";
import type { CheckResult } from "./finding.ts";
import { isReplaced } from "./replaced.ts";

/** One resource, as a response shows it. */
export interface ResourceSnapshot {
	readonly step: Step;
	/** What the operation does. In a list, everything but dates may be left out as null. */
	readonly action: Action;
	/** Where the resource stands in the body, as a JSON pointer. */
	readonly pointer: string;
	readonly payload: Readonly<Record<string, unknown>>;
	readonly members: Members;
}

/**
 * The identifier of the item that a request is for, or that the response to a creation gives; undefined where there is none. A
 * resource that is alone needs none to be told from others; its is empty.
 */
export function idOf(step: Step, { resources, policy }: CheckContext): string | undefined {
	const { itemParameter, type } = resources.view(step.exchange.operationId);
	if (type.singleton) return "";
	const id = itemParameter === undefined ? payloadOf(step)?.[policy.idField] : step.exchange.parts.path?.[itemParameter];
	return textOfId(id);
}

/** The identifiers of the resources that a response shows, as far as they have text. */
export function shownIds(step: Step, context: CheckContext): string[] {
	const items = itemsOf(step, itemsPointer(step, context));
	return [payloadOf(step), ...items].flatMap((item) => (isRecord(item) && textOfId(item[context.policy.idField])) || []);
}

/** The identifier of the first item of a list, for a path. */
export function firstId(step: Step, context: CheckContext): string | undefined {
	const [first] = itemsOf(step, itemsPointer(step, context));
	return isRecord(first) ? usableId(first[context.policy.idField]) : undefined;
}

/** Whether operations on the same path show two states of a resource. Of one with several paths, the addresses differ. */
export function haveSamePath(one: ResourceSnapshot, other: ResourceSnapshot, { resources }: CheckContext): boolean {
	const pathOf = ({ step }: ResourceSnapshot) => resources.view(step.exchange.operationId).collectionPath;
	return pathOf(one) === pathOf(other);
}

/** An identifier as text; undefined where no path can hold it. */
export function usableId(id: unknown): string | undefined {
	const text = textOfId(id);
	return text !== undefined && isPathValue(text) ? text : undefined;
}

/** An identifier as text; undefined for any other value, as some objects of JSON have no text. */
export function textOfId(id: unknown): string | undefined {
	return typeof id === "string" || typeof id === "number" ? String(id) : undefined;
}

/** Recognises the successful fetches that show an item. */
export function readsItem(id: string, context: CheckContext): (step: Step) => boolean {
	return (step) => step.role === "fetch" && isRead(step, context) && idOf(step, context) === id;
}

/** Whether a step succeeded and its operation shows resources; a HEAD shows none. */
function isRead(step: Step, { resources }: CheckContext): boolean {
	return succeeded(step) && resources.view(step.exchange.operationId).hasBody;
}

/** The successful reads of a resource between a creation or a change of it and its next change or deletion. */
export function readsOf(steps: readonly Step[], write: Step, id: string, context: CheckContext): Step[] {
	const later = steps.slice(steps.indexOf(write) + 1);
	const end = later.findIndex((step) => (step.role === "update" || step.role === "delete") && idOf(step, context) === id);
	const reads = readsItem(id, context);
	return later
		.slice(0, end < 0 ? undefined : end)
		.filter((step) => reads(step) || (step.role === "list" && isRead(step, context)));
}

/** The resource with an identifier in the response of a step; undefined where it is not shown. */
export function extractResource(step: Step, id: string, context: CheckContext): ResourceSnapshot | undefined {
	const { operationId } = step.exchange;
	const { action } = context.resources.view(operationId);
	const { status } = documentedResponse(context, step.exchange) ?? {};
	if (status === undefined) return undefined;
	const members = shownMembers(context.api, operationId, status, action);
	if (action !== "list") {
		const payload = payloadOf(step);
		return payload && { step, action, pointer: "", payload, members };
	}
	const pointer = itemsPointer(step, context);
	const items = itemsOf(step, pointer);
	const index = items.findIndex((item) => isRecord(item) && textOfId(item[context.policy.idField]) === id);
	const payload = items[index];
	return isRecord(payload) ? { step, action, pointer: `${pointer}/${index}`, payload, members } : undefined;
}

/** The resource that the response to a successful creation or change shows; undefined where there is none. */
export function writtenResource(step: Step, context: CheckContext): ResourceSnapshot | undefined {
	return succeeded(step) ? extractResource(step, idOf(step, context) ?? "", context) : undefined;
}

/** Where the response of a step has its items, as a JSON pointer; undefined where its status documents no list. */
export function itemsPointer({ exchange }: Step, context: CheckContext): string | undefined {
	const { api } = context;
	const { payloads } = documentedResponse(context, exchange) ?? {};
	return payloads?.body && listPointer(operationOf(api, exchange.operationId), payloads.body, api.payloads.schemas);
}

/** The items at a pointer into the response body of a step; none where there is no list. */
export function itemsOf({ exchange: { body } }: Step, pointer: string | undefined): readonly unknown[] {
	const items = pointer === undefined || body.kind !== "json" ? undefined : valueAt(body.value, pointer);
	return Array.isArray(items) ? items : [];
}

/**
 * The fields that a request sent, by the member that each goes into, as far as the payload has such a member. A value that was
 * replaced in a recording is not what was sent.
 */
export function sentMembers({ exchange }: Step, shown: ResourceSnapshot, context: CheckContext): Map<string, unknown> {
	const ignored = ignoredBeside(exchange, context);
	const sent = Object.entries(exchange.parts.body ?? {})
		.filter(([name]) => !ignored.has(name))
		.map(([name, value]) => [context.policy.propertyNameFor(name), value] as const);
	return new Map(sent.filter(([member, value]) => shown.members.has(member) && !isReplaced(value)));
}

/** The sent fields that the description ignores beside another sent one (`x-ignored-with`), each with that one. */
export function ignoredBeside({ operationId, parts }: Exchange, { api }: CheckContext): Map<string, string> {
	const { body = {} } = parts;
	const ignored = Object.keys(body).map(
		(name) => [name, memberSchema(api, operationId, "body", name)["x-ignored-with"]] as const,
	);
	return new Map(ignored.filter((pair): pair is [string, string] => typeof pair[1] === "string" && body[pair[1]] !== undefined));
}

/**
 * Compares members of a resource with the expected values.
 *
 * @param reason why the value of a member is expected, such as "as sent"
 * @param mayBeNull whether a nullable member may be null instead
 * @returns a result for each member that has another value; members that are not there have none
 */
export function differingMembers(
	{ step, pointer, payload, members }: ResourceSnapshot,
	expected: Iterable<readonly [name: string, value: unknown]>,
	reason: (name: string) => string,
	mayBeNull: boolean,
	context: CheckContext,
): CheckResult[] {
	return [...expected].flatMap(([name, value]) => {
		const now = payload[name];
		const member = members.get(name);
		if (now === undefined || showsSame(value, now, member) || (mayBeNull && now === null && member?.nullable)) return [];
		return [bodyResult(context, step, `${pointer}/${name}`, `${show(value)}, ${reason(name)}`, show(now))];
	});
}

/** Whether a member shows a value: the same one; for a date the same instant; the empty text for null. */
function showsSame(sent: unknown, shown: unknown, member: SchemaView | undefined): boolean {
	if (Object.is(sent, shown) || (sent === null && shown === "")) return true;
	if (member && isDate(member) && typeof sent === "string" && typeof shown === "string")
		return Date.parse(sent) === Date.parse(shown);
	return isScalar(sent) || isScalar(shown) ? false : JSON.stringify(sent) === JSON.stringify(shown);
}

/** Whether a member is a date, or a date and time. */
export function isDate({ format }: SchemaView): boolean {
	return format === "date-time" || format === "date";
}

/** Whether a value cannot change by itself: what is put together may hold counters. */
export function isScalar(value: unknown): boolean {
	return value === null || typeof value !== "object";
}
