import { operationOf } from "../../../operation/generated-api.ts";
import { fromPointer, toPointer, valueAt } from "../../../operation/json-pointer.ts";
import { decodeParts } from "../../../operation/request.ts";
import { isRecord, type Step, succeeded } from "../../exchange.ts";
import { bodyPlace, type Check, type CheckContext } from "../check.ts";
import { type Judgement, show } from "../finding.ts";
import { walksOf } from "../pages.ts";

/** The addresses of other pages lead to the server that was called, keep what was asked for, and come to an end. */
export const pageLinks: Check = {
	id: "page-links",
	title: "Paging links stay on the server that was called, keep the filters, and end.",
	step: (step, context) => (succeeded(step) ? judgeOrigins(step, context) : []),
	sequence: (steps, context) =>
		walksOf(steps, context).flatMap((walk) => [...judgeEnd(walk.steps, context), ...judgeFilters(walk.steps, context)]),
};

function judge(step: Step, pointer: string, documented: string, received: string, context: CheckContext): Judgement {
	const place = bodyPlace(context, step.exchange, pointer);
	return { step, pointer: `/response/body${pointer}`, documented, received, ...place };
}

/** A link to another server would make a client send its credentials there. */
function judgeOrigins(step: Step, context: CheckContext): Judgement[] {
	const { exchange } = step;
	const { pagination } = operationOf(context.api, exchange.operationId);
	// What was recorded elsewhere may have been called by another name.
	if (pagination === undefined || exchange.body.kind !== "json" || step.expect.kind === "any") return [];
	const called = new URL(exchange.request.url).origin;
	const parent = fromPointer(pagination.next).slice(0, -1);
	const siblings = parent.length === 0 ? exchange.body.value : valueAt(exchange.body.value, toPointer(parent));
	if (!isRecord(siblings)) return [];
	return Object.entries(siblings).flatMap(([name, value]) => {
		if (typeof value !== "string" || !/^[a-z][a-z0-9+.-]*:\/\//i.test(value) || !URL.canParse(value)) return [];
		if (new URL(value).origin === called) return [];
		return [judge(step, toPointer([...parent, name]), `an address on ${called}`, show(value), context)];
	});
}

function judgeEnd(steps: readonly Step[], context: CheckContext): Judgement[] {
	const visited = new Set<string>();
	for (const step of steps) {
		visited.add(step.exchange.request.url);
		const next = nextOf(step, context);
		if (next === undefined || !visited.has(next.link)) continue;
		return [judge(step, next.pointer, "a page that was not there yet", show(next.link), context)];
	}
	return [];
}

function judgeFilters(steps: readonly Step[], context: CheckContext): Judgement[] {
	return steps.flatMap((step) => {
		const next = nextOf(step, context);
		if (next === undefined) return [];
		const { operationId, request } = step.exchange;
		const { pathname, searchParams } = new URL(next.link);
		const called = new URL(request.url).pathname;
		if (pathname !== called) return [judge(step, next.pointer, `an address of ${called}`, show(next.link), context)];
		const operation = operationOf(context.api, operationId);
		const asked = decodeParts(operation, request, {}, searchParams.toString()).query ?? {};
		const filters = Object.entries(steps[0]?.exchange.parts.query ?? {});
		const lost = filters.filter(([name, value]) => asked[name] !== value);
		if (lost.length === 0) return [];
		const documented = `with ${lost.map(([name, value]) => `${name}=${value}`).join(" and ")}, as asked for`;
		return [judge(step, next.pointer, documented, show(next.link), context)];
	});
}

/** The address of the next page; undefined on the last. */
export function nextOf(step: Step, { api }: CheckContext): { link: string; pointer: string } | undefined {
	const { pagination } = operationOf(api, step.exchange.operationId);
	const { body } = step.exchange;
	const link = pagination && body.kind === "json" ? valueAt(body.value, pagination.next) : undefined;
	return pagination && typeof link === "string" && URL.canParse(link) ? { link, pointer: pagination.next } : undefined;
}
