import { show } from "../../../operation/describe-rule.ts";
import { operationOf } from "../../../operation/generated-api.ts";
import { isRecord } from "../../../operation/is-record.ts";
import { fromPointer, toPointer, valueAt } from "../../../operation/json-pointer.ts";
import { rebaseUrl } from "../../../operation/rebase-url.ts";
import { decodeParts } from "../../../operation/request.ts";
import { type Step, succeeded } from "../../exchange.ts";
import { bodyResult, type Check, type CheckContext } from "../check.ts";
import type { CheckResult } from "../finding.ts";
import { walksOf } from "../pages.ts";

/** Judges the links to all pages for their server, and the link to the next page for its path, its query and its end. */
export const pageLinks: Check = {
	id: "page-links",
	title: "Paging links stay on the called server, keep the query parameters, and end.",
	step: (step, context) => (succeeded(step) ? judgeOrigins(step, context) : []),
	sequence: (steps, context) =>
		walksOf(steps, context).flatMap((walk) => [...judgeEnd(walk.steps, context), ...judgeQuery(walk.steps, context)]),
};

/** A link to another server would make a client send its credentials there. */
function judgeOrigins(step: Step, context: CheckContext): CheckResult[] {
	const { exchange } = step;
	const { pagination } = operationOf(context.api, exchange.operationId);
	// A recorded request may have reached the server by another host name.
	if (pagination === undefined || exchange.body.kind !== "json" || step.expect.kind === "any") return [];
	const called = new URL(exchange.request.url).origin;
	const parent = fromPointer(pagination.next).slice(0, -1);
	const siblings = parent.length === 0 ? exchange.body.value : valueAt(exchange.body.value, toPointer(parent));
	if (!isRecord(siblings)) return [];
	return Object.entries(siblings).flatMap(([name, value]) => {
		if (typeof value !== "string" || !/^[a-z][a-z0-9+.-]*:\/\//i.test(value) || !URL.canParse(value)) return [];
		if (new URL(reachable(value, exchange.operationId, context)).origin === called) return [];
		return [bodyResult(context, step, toPointer([...parent, name]), `an address on ${called}`, show(value))];
	});
}

function judgeEnd(steps: readonly Step[], context: CheckContext): CheckResult[] {
	const visited = new Set<string>();
	for (const step of steps) {
		visited.add(step.exchange.request.url);
		const next = nextOf(step, context);
		if (next === undefined || !visited.has(next.link)) continue;
		return [bodyResult(context, step, next.pointer, "a page that was not visited yet", show(next.link))];
	}
	return [];
}

function judgeQuery(steps: readonly Step[], context: CheckContext): CheckResult[] {
	return steps.flatMap((step) => {
		const next = nextOf(step, context);
		if (next === undefined) return [];
		const { operationId, request } = step.exchange;
		const { pathname, searchParams } = new URL(next.link);
		const called = new URL(request.url).pathname;
		if (pathname !== called) return [bodyResult(context, step, next.pointer, `an address of ${called}`, show(next.link))];
		const operation = operationOf(context.api, operationId);
		const linked = decodeParts(operation, request, {}, searchParams.toString()).query ?? {};
		const requested = Object.entries(steps[0]?.exchange.parts.query ?? {});
		const changed = requested.filter(([name, value]) => linked[name] !== value);
		if (changed.length === 0) return [];
		const documented = `with ${changed.map(([name, value]) => `${name}=${value}`).join(" and ")}, as requested`;
		return [bodyResult(context, step, next.pointer, documented, show(next.link))];
	});
}

/** The link to the next page, as it is followed, and its JSON pointer in the body; undefined on the last page. */
export function nextOf(step: Step, context: CheckContext): { link: string; pointer: string } | undefined {
	const { pagination } = operationOf(context.api, step.exchange.operationId);
	const { body } = step.exchange;
	const link = pagination && body.kind === "json" ? valueAt(body.value, pagination.next) : undefined;
	if (pagination === undefined || typeof link !== "string" || !URL.canParse(link)) return undefined;
	return { link: reachable(link, step.exchange.operationId, context), pointer: pagination.next };
}

/** A gateway may pass on the addresses of the server behind it: such an address is followed by way of the gateway, as clients do. */
function reachable(url: string, operationId: string, { api, baseUrl }: CheckContext): string {
	return baseUrl === undefined ? url : rebaseUrl(url, operationOf(api, operationId).server, baseUrl);
}
