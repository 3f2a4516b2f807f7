import { type GeneratedApi, operationOf } from "../../../operation/generated-api.ts";
import { type PageStep, type Step, succeeded } from "../../exchange.ts";
import { nextOf } from "../../judge/checks/page-links.ts";
import type { Bench, Session } from "../../run/session.ts";
import type { Case, Plan, Skip } from "../case.ts";
import { memberSchema } from "../values.ts";

/** How many resources are listed, and how many a page holds: the last page is not full. */
const ITEMS = 5;
const SIZE = 2;
/** The most pages of a collection that holds more than the case's own. */
const MOST_PAGES = 50;

/** Lists are walked from the first page to the last, in every order there is. */
export function pagingCases(bench: Bench): Plan {
	const cases: Case[] = [];
	const skips: Skip[] = [];
	for (const [operationId, { pagination }] of Object.entries(bench.api.operations)) {
		if (pagination === undefined) continue;
		const [create] = bench.resources.of(operationId).operations.create;
		const orders = orderOf(bench.api, operationId) ? (["asc", "desc"] as const) : [undefined];
		for (const order of [...new Set([undefined, ...orders])]) {
			const base = {
				id: `paging ${operationId}${order ? ` ${order}` : ""}`,
				kind: "paging" as const,
				operationIds: [operationId],
			};
			if (create === undefined) {
				skips.push({ ...base, reason: "no documented operation creates what it lists" });
				continue;
			}
			const proves = `The pages of ${operationId}${order ? ` in the order ${order}` : ""} show every item once, and their links lead on.`;
			cases.push({ ...base, proves, writes: true, run: (session) => run(session, operationId, create, order) });
		}
	}
	return { cases, skips };
}

async function run(session: Session, operationId: string, create: string, order: "asc" | "desc" | undefined): Promise<void> {
	const { api } = session.bench;
	for (let count = 0; count < ITEMS; count++) await session.create(create);
	const size = sizeOf(api, operationId);
	const direction = order && orderOf(api, operationId);
	const parts = session.partsOf(operationId, await session.pathOf(operationId));
	const query = {
		...parts.query,
		...(direction && order && { [direction.name]: direction[order] }),
		...(size && { [size]: SIZE }),
	};
	const page: PageStep = { walk: order ?? "default", ...(order && { order }), ...(size && { size: SIZE }) };
	await walk(session, operationId, { ...parts, query }, page);
}

async function walk(session: Session, operationId: string, parts: Step["exchange"]["parts"], page: PageStep): Promise<void> {
	const { context } = session.bench;
	const shared = session.isShared(operationId);
	const visited = new Set<string>();
	const most = shared ? MOST_PAGES : ITEMS + 3;
	let url: string | undefined;
	for (let number = 1; number <= most; number++) {
		const cut = number === most && shared;
		const step = await session.send(operationId, parts, { role: "page", page: { ...page, cut }, ...(url && { url }) });
		visited.add(step.exchange.request.url);
		const next = succeeded(step) ? nextOf(step, context) : undefined;
		// Credentials go to no server but the one that was called; and there is nothing new where one has been.
		if (next === undefined || visited.has(next.link)) return;
		if (new URL(next.link).origin !== new URL(step.exchange.request.url).origin) return;
		url = next.link;
	}
}

/** The query parameter that turns a list round: one whose values are an ascending and a descending order. */
export function orderOf(api: GeneratedApi, operationId: string): { name: string; asc: unknown; desc: unknown } | undefined {
	for (const [name, parameter] of Object.entries(operationOf(api, operationId).parameters)) {
		const values = memberSchema(api, operationId, "query", name).enum;
		if (parameter.in !== "query" || !Array.isArray(values)) continue;
		const asc = values.find((value) => /^asc/i.test(String(value)));
		const desc = values.find((value) => /^desc/i.test(String(value)));
		if (asc !== undefined && desc !== undefined) return { name, asc, desc };
	}
	return undefined;
}

/** The query parameter that says how many items a page holds. */
function sizeOf(api: GeneratedApi, operationId: string): string | undefined {
	const parameters = Object.entries(operationOf(api, operationId).parameters);
	return parameters.find(
		([name, { in: location, type }]) => location === "query" && type === "integer" && /size|limit/i.test(name),
	)?.[0];
}
