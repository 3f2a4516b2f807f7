import type { RequestParts } from "../../../operation/arguments.ts";
import { type GeneratedApi, operationOf } from "../../../operation/generated-api.ts";
import { type PageStep, type Step, succeeded } from "../../exchange.ts";
import { nextOf } from "../../judge/checks/page-links.ts";
import { itemsOf, itemsPointer } from "../../judge/shown.ts";
import type { RunContext } from "../../run/run-context.ts";
import { SkipError } from "../../run/sender.ts";
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
			const proves = `The pages of ${operationId}${order ? ` in the order ${order}` : ""} show every item once, and each links to the next.`;
			const first = firstRequest(api, operationId, order, create === undefined ? 1 : PAGE_SIZE);
			const items = create === undefined ? [{ operationId }] : Array.from({ length: ITEMS }, () => ({ operationId: create }));
			const evidence: Evidence[] = [...items, { operationId, parts: { query: first.query } }, { operationId, followed: true }];
			const run = (session: Session) => listPages(session, operationId, create, first);
			return { ...base, proves, writes: create !== undefined, evidence, run };
		});
	});
}

async function listPages(
	session: Session,
	operationId: string,
	create: string | undefined,
	{ query, page }: FirstRequest,
): Promise<void> {
	if (create !== undefined) for (let count = 0; count < ITEMS; count++) await session.create(create);
	const parts = session.partsOf(operationId, await session.pathOf(operationId));
	if (create === undefined) await expectItems(session, operationId, parts);
	try {
		await walk(session, operationId, { ...parts, query: { ...parts.query, ...query } }, page);
	} catch (error) {
		cutWalk(session);
		throw error;
	}
}

/**
 * Lists the items that exist, of which the walk has to show each. They come into being with a parent.
 *
 * @throws {SkipError} where they are too few for a second page
 */
async function expectItems(session: Session, operationId: string, parts: RequestParts): Promise<void> {
	const list = await session.send(operationId, parts, { role: "list" });
	const { length } = itemsOf(list, itemsPointer(list, session.context));
	if (length < 2) throw new SkipError("nothing creates the items that it lists, and it lists fewer than two");
}

interface FirstRequest {
	readonly query: Readonly<Record<string, unknown>>;
	readonly page: PageStep;
}

/** What the first request of a walk asks for: its paging parameters, and their meaning. */
function firstRequest(api: GeneratedApi, operationId: string, order: PageStep["order"], items: number): FirstRequest {
	const size = sizeParameter(api, operationId);
	const direction = order && orderOf(api, operationId);
	const query = {
		...(direction && order && { [direction.name]: direction[order] }),
		...(size && { [size]: items }),
	};
	const page: PageStep = { walk: order ?? "default", ...(order && { order }), ...(size && { size: items }) };
	return { query, page };
}

/** Marks a walk that could not go on, so that the items on its later pages do not count as missing. */
function cutWalk({ steps }: Session): void {
	const last = steps.at(-1);
	if (last?.page !== undefined) steps[steps.length - 1] = { ...last, page: { ...last.page, cut: true } };
}

async function walk(session: Session, operationId: string, parts: Step["exchange"]["parts"], page: PageStep): Promise<void> {
	// The number of items that nothing creates is not known either.
	const shared = session.isShared(operationId) || session.context.resources.of(operationId).operations.create.length === 0;
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
