import type { RequestParts } from "../../operation/arguments.ts";
import { describeRule } from "../../operation/describe-rule.ts";
import type { OperationDescriptor } from "../../operation/descriptor.ts";
import { operationOf } from "../../operation/generated-api.ts";
import type { HttpRequest } from "../../operation/http.ts";
import { toPointer } from "../../operation/json-pointer.ts";
import { withoutSlash } from "../../operation/rebase-url.ts";
import { decodeParts, decodeRequest, encodeRequest } from "../../operation/request.ts";
import { type RequestPart, violationsOf } from "../../operation/violation.ts";
import { type BrokenRule, type Step, succeeded } from "../exchange.ts";
import { nextOf } from "../judge/checks/page-links.ts";
import { shownIds, textOfId } from "../judge/shown.ts";
import { breaksAlone, type RequestViolation } from "../plan/breaks-alone.ts";
import type { Case, Evidence } from "../plan/case.ts";
import type { TargetCredentials } from "../policy.ts";
import { idFieldOf, type RunContext } from "./run-context.ts";
import { givenParameter } from "./target.ts";

/**
 * Looks for what a case proves in the requests that it sent, as the codec reads them.
 *
 * @returns why the case proves nothing: the first request that it needs and did not send; undefined if it sent all of them
 */
export function missingEvidence({ evidence }: Case, steps: readonly Step[], context: RunContext): string | undefined {
	let next = 0;
	for (const needed of evidence) {
		let lack: string | undefined;
		const at = steps.findIndex((step, index) => {
			if (index < next || step.exchange.operationId !== needed.operationId) return false;
			const lacks = lackOf(step, needed, steps.slice(0, index), context);
			lack ??= lacks;
			return lacks === undefined;
		});
		if (at < 0) return `no request of ${needed.operationId} ${lack ?? "was sent"}`;
		next = at + 1;
	}
	return undefined;
}

/** What a request does not show of the needed one, as the end of a sentence; undefined if it shows all of it. */
function lackOf(step: Step, needed: Evidence, earlier: readonly Step[], context: RunContext): string | undefined {
	const { parts, parents } = readStep(step, context);
	if (parts === undefined) return "went to the address of the operation";
	if (!hasCredentials(step, needed, context)) return "had the credentials that it is tested with";
	if (needed.followed) return followsLink(step, earlier, context) ? undefined : "followed the link of the page before";
	return (
		lackOfParent(parents, needed, earlier, context) ??
		lackOfItem(parts, needed, earlier, context) ??
		lackOfValue(parts, needed, context) ??
		lackOfRule(violationsIn(parts, needed.operationId, context), needed.broken)
	);
}

/** A request as the codec reads it. */
interface ReadRequest {
	/** Undefined where it did not go to the address of its operation. */
	readonly parts: RequestParts | undefined;
	/** The parents in its path that are not given, by the key of their collection. */
	readonly parents: readonly (readonly [key: string, id: unknown])[];
}

/** The requests that were read before: those of a case are looked at once for each request that the case needs. */
const known = new WeakMap<Step, ReadRequest>();

function readStep(step: Step, context: RunContext): ReadRequest {
	let request = known.get(step);
	if (request === undefined) {
		const parts = decodeStep(step, context);
		request = { parts, parents: parentsOf(step.exchange.operationId, parts, context) };
		known.set(step, request);
	}
	return request;
}

/** The parts of a request. The path is read below the base URL that the target has. */
function decodeStep({ exchange }: Step, { api, policy, target }: RunContext): RequestParts | undefined {
	const operation = operationOf(api, exchange.operationId);
	if (policy.receiver) return decodeWebhook(operation, exchange.request, target.baseUrl ?? "");
	const base = withoutSlash(target.baseUrl ?? operation.server);
	const { url } = exchange.request;
	return decodeRequest(operation, { ...exchange.request, url: url.startsWith(base) ? url.slice(base.length) : url });
}

/** The parts of a webhook. The query of a GET is its body, after what the address of the receiver has. */
function decodeWebhook(operation: OperationDescriptor, request: HttpRequest, address: string): RequestParts | undefined {
	const { method, url, headers } = request;
	if (!url.startsWith(address)) return undefined;
	if (method !== "GET") return decodeParts(operation, request, {}, "");
	const form = { ...headers, "content-type": operation.body?.mediaType ?? "" };
	return decodeParts(operation, { ...request, headers: form, body: url.slice(address.length + 1) }, {}, "");
}

function hasCredentials({ exchange }: Step, needed: Evidence, { api, target: { credentials } }: RunContext): boolean {
	const expected = needed.credentials ?? (operationOf(api, needed.operationId).secured ? credentials.valid : {});
	return credentialNames(credentials).every((name) => exchange.request.headers[name] === expected[name]);
}

/** By the credentials of a target: a run has one, and its names are asked for with every request. */
const namesOfCredentials = new WeakMap<TargetCredentials, readonly string[]>();

/** The names of the headers that credentials are in, right ones or wrong ones. */
function credentialNames(credentials: TargetCredentials): readonly string[] {
	const names = namesOfCredentials.get(credentials) ?? [
		...new Set([credentials.valid, ...Object.values(credentials.wrong)].flatMap((headers) => Object.keys(headers))),
	];
	namesOfCredentials.set(credentials, names);
	return names;
}

function followsLink({ exchange }: Step, earlier: readonly Step[], context: RunContext): boolean {
	const pages = earlier.filter((step) => step.exchange.operationId === exchange.operationId && succeeded(step));
	return pages.some((page) => nextOf(page, context)?.link === exchange.request.url);
}

/** Every request of a case is about the same parents, unless the target requires others. */
function lackOfParent(
	parents: ReadRequest["parents"],
	needed: Evidence,
	earlier: readonly Step[],
	context: RunContext,
): string | undefined {
	if (needed.item === "any") return undefined;
	const differs = parents.some(([key, id]) =>
		earlier.some((step) => readStep(step, context).parents.some(([known, other]) => known === key && other !== id)),
	);
	return differs ? "had the parents of the requests before" : undefined;
}

function parentsOf(
	operationId: string,
	parts: RequestParts | undefined,
	{ resources, target }: RunContext,
): ReadRequest["parents"] {
	return resources
		.view(operationId)
		.parameters.filter(({ name, isItem }) => !isItem && givenParameter(target, operationId, name) === undefined)
		.map(({ name, key }) => [key, parts?.path?.[name]]);
}

function lackOfItem(parts: RequestParts, needed: Evidence, earlier: readonly Step[], context: RunContext): string | undefined {
	const { operationId, item = "known" } = needed;
	const { itemParameter, action } = context.resources.view(operationId);
	// A creation at an address of its own makes up the identifier.
	if (itemParameter === undefined || action === "create" || item === "any") return undefined;
	const id = textOfId(parts.path?.[itemParameter]) ?? "";
	const given = givenParameter(context.target, operationId, itemParameter);
	const isKnown = id === given || earlier.some((step) => succeeded(step) && knownIds(step, context).includes(id));
	if (isKnown === (item === "known")) return undefined;
	return item === "known" ? "was about an item that was given or shown" : "was about an item that is not known";
}

/** The identifiers that a response shows, and that of an item which a request created at an address of its own. */
function knownIds(step: Step, context: RunContext): string[] {
	const { itemParameter, action } = context.resources.view(step.exchange.operationId);
	const made = itemParameter && action === "create" ? textOfId(readStep(step, context).parts?.path?.[itemParameter]) : undefined;
	return [...shownIds(step, context), ...(made === undefined ? [] : [made])];
}

function lackOfValue(
	parts: RequestParts,
	{ operationId, parts: needed = {} }: Evidence,
	context: RunContext,
): string | undefined {
	if (Object.keys(needed).length === 0) return undefined;
	const expected = asRead(operationOf(context.api, operationId), needed);
	const idField = idFieldOf(context, operationId, needed.body);
	for (const [name, values] of Object.entries(needed)) {
		// `Object.entries` widens the keys.
		const part = name as RequestPart;
		for (const member of Object.keys(values)) {
			const sent = parts[part]?.[member];
			// The session gives each creation an identifier of its own.
			if (part === "body" && member === idField && sent !== undefined) continue;
			if (JSON.stringify(sent) === JSON.stringify(expected[part]?.[member])) continue;
			const isLeftOut = values[member] === undefined;
			return isLeftOut ? `left out ${part}${toPointer([member])}` : `had ${part}${toPointer([member])} as the case needs it`;
		}
	}
	return undefined;
}

/** Operations at the root: the path is compared apart. */
const rooted = new WeakMap<OperationDescriptor, OperationDescriptor>();

/** Values as the codec reads them from a request that has them, except for the path. */
function asRead(operation: OperationDescriptor, parts: RequestParts): RequestParts {
	const atRoot = rooted.get(operation) ?? { ...operation, path: "/" };
	rooted.set(operation, atRoot);
	const { path: _, ...rest } = parts;
	const request = encodeRequest(atRoot, rest, "http://localhost");
	return decodeParts(atRoot, request, {}, request.url.split("?")[1] ?? "");
}

/** The rules that a request breaks, except that a given path parameter may be of any form. */
function violationsIn(parts: RequestParts, operationId: string, context: RunContext): RequestViolation[] {
	return Object.entries(context.api.requestValidators[operationId] ?? {}).flatMap(([name, validator]) => {
		// `Object.entries` widens the keys.
		const part = name as RequestPart;
		const isGiven = (pointer: string) =>
			part === "path" && givenParameter(context.target, operationId, pointer.slice(1)) === parts.path?.[pointer.slice(1)];
		return violationsOf(validator, parts[part] ?? {})
			.filter(({ pointer }) => !isGiven(pointer))
			.map((violation) => ({ ...violation, part }));
	});
}

function lackOfRule(violations: readonly RequestViolation[], broken: BrokenRule | undefined): string | undefined {
	if (broken === undefined) return violations.length === 0 ? undefined : "kept every rule";
	return breaksAlone(violations, broken) ? undefined : `broke only ${broken.part}${broken.pointer}, ${describeRule(broken)}`;
}
