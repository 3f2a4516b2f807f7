import { type GeneratedApi, operationOf } from "../../../operation/generated-api.ts";
import { type PageStep, type Step, succeeded } from "../../exchange.ts";
import { nextOf } from "../../judge/checks/page-links.ts";
import type { RunContext } from "../../run/run-context.ts";
import type { Session } from "../../run/session.ts";
import type { Case, Evidence, Skip } from "../case.ts";
import { memberSchema } from "../values.ts";

/** The number of created items, and of items on a page: the last page is not full. */
const ITEMS = 5;
const PAGE_SIZE = 2;
/** The page limit for a list that may hold items of others. */
const MAX_PAGES = 50;

/** Walks each paginated list from the first page to the last, in the default order and in each documented one. */
export function pagingCases({ api, resources }: RunContext): (Case | Skip)[] {
	const paginated = Object.keys(api.operations).filter((id) => api.operations[id]?.pagination !== undefined);
	return paginated.flatMap((operationId) => {
		const [create] = resources.of(operationId).operations.create;
		const orders = orderOf(api, operationId) ? ([undefined, "asc", "desc"] as const) : [undefined];
		return orders.map((order): Case | Skip => {
			const id = `paging ${operationId}${order ? ` ${order}` : ""}`;
			const base = { id, kind: "paging" as const, operationIds: [operationId] };
			if (create === undefined) return { ...base, reason: "no documented operation creates the items that it lists" };
			const proves = `The pages of ${operationId}${order ? ` in the order ${order}` : ""} show every item once, and each links to the next.`;
			const { query } = firstRequest(api, operationId, order);
			const evidence: Evidence[] = [
				...Array.from({ length: ITEMS }, () => ({ operationId: create })),
				{ operationId, parts: { query } },
				{ operationId, followed: true },
			];
			return { ...base, proves, writes: true, evidence, run: (session) => listPages(session, operationId, create, order) };
		});
	});
}

async function listPages(session: Session, operationId: string, create: string, order: PageStep["order"]): Promise<void> {
	const { api } = session.context;
	for (let count = 0; count < ITEMS; count++) await session.create(create);
	const { query, page } = firstRequest(api, operationId, order);
	const parts = session.partsOf(operationId, await session.pathOf(operationId));
	try {
		await walk(session, operationId, { ...parts, query: { ...parts.query, ...query } }, page);
	} catch (error) {
		cutWalk(session);
		throw error;
	}
}

/** What the first request of a walk asks for: its paging parameters, and their meaning. */
function firstRequest(api: GeneratedApi, operationId: string, order: PageStep["order"]) {
	const size = sizeParameter(api, operationId);
	const direction = order && orderOf(api, operationId);
	const query = {
		...(direction && order && { [direction.name]: direction[order] }),
		...(size && { [size]: PAGE_SIZE }),
	};
	const page: PageStep = { walk: order ?? "default", ...(order && { order }), ...(size && { size: PAGE_SIZE }) };
	return { query, page };
}

/** Marks a walk that could not go on, so that the items on its later pages do not count as missing. */
function cutWalk({ steps }: Session): void {
	const last = steps.at(-1);
	if (last?.page !== undefined) steps[steps.length - 1] = { ...last, page: { ...last.page, cut: true } };
}

async function walk(session: Session, operationId: string, parts: Step["exchange"]["parts"], page: PageStep): Promise<void> {
	const shared = session.isShared(operationId);
	const visited = new Set<string>();
	// With one item on a page, a list of the case's own has five pages; more can only be a loop.
	const maxPages = shared ? MAX_PAGES : ITEMS + 3;
	let url: string | undefined;
	for (let number = 1; number <= maxPages; number++) {
		const cut = number === maxPages && shared;
		const step = await session.send(operationId, parts, { role: "page", page: { ...page, cut }, ...(url && { url }) });
		visited.add(step.exchange.request.url);
		const next = succeeded(step) ? nextOf(step, session.context) : undefined;
		// Credentials must not go to another server, and a page that was visited shows nothing new.
		if (next === undefined || visited.has(next.link)) return;
		if (new URL(next.link).origin !== new URL(step.exchange.request.url).origin) return;
		url = next.link;
	}
}

/** The query parameter for the order of a list: one whose enum has an ascending and a descending value. */
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

/** The name of the query parameter for the number of items on a page. */
function sizeParameter(api: GeneratedApi, operationId: string): string | undefined {
	const parameters = Object.entries(operationOf(api, operationId).parameters);
	return parameters.find(
		([name, { in: location, type }]) => location === "query" && type === "integer" && /size|limit/i.test(name),
	)?.[0];
}
