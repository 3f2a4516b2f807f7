import type { ResourceType } from "../../../operation/resources.ts";
import type { Bench, Session } from "../../run/session.ts";
import type { Case, Plan } from "../case.ts";
import { baseBody, exampleBodies, readableFields } from "../values.ts";
import { orderOf } from "./paging.ts";

/**
 * The life that the shapes of the paths imply: create, fetch, list, change each field by itself and fetch, delete, and it is
 * gone.
 */
export function lifeCycleCases({ resources }: Bench): Plan {
	const cases = [...resources.all].flatMap((kind) => kind.operations.create.map((create) => lifeCycle(create, kind)));
	return { cases, skips: [] };
}

function lifeCycle(create: string, kind: ResourceType): Case {
	const { fetch, list, update, delete: remove } = kind.operations;
	const operationIds = [create, ...fetch, ...list, ...update, ...remove];
	const stages = ["created", fetch.length > 0 && "fetched", list.length > 0 && "listed", update.length > 0 && "changed"];
	const proves = `What ${create} creates is ${stages.filter(Boolean).join(", ")}${remove.length > 0 ? ", deleted and gone" : ""} as documented.`;
	return {
		id: `life-cycle ${create}`,
		kind: "life-cycle",
		proves,
		operationIds,
		writes: true,
		run: (session) => live(session, create, kind),
	};
}

async function live(session: Session, create: string, kind: ResourceType): Promise<void> {
	const { api, policy } = session.bench;
	const body = { ...baseBody(api, policy, create), ...readableFields(api, policy, create, "created") };
	const id = await session.create(create, policy.mark?.(create, body) ?? body);
	if (id === undefined) return;
	await readAll(session, kind, id);
	for (const update of kind.operations.update) {
		for (const changes of variants(session, update)) {
			const parts = session.partsOf(update, await session.pathOf(update, id), changes);
			await session.send(update, parts, { role: "update" });
			await fetchAll(session, kind, id);
		}
	}
	const [remove] = kind.operations.delete;
	if (remove === undefined) return;
	await session.send(remove, session.partsOf(remove, await session.pathOf(remove, id)), { role: "delete" });
	await lookForRemains(session, kind, [...kind.operations.fetch, remove], id);
}

/** Each field by itself, then all together. */
function variants({ bench: { api, policy } }: Session, update: string): Record<string, unknown>[] {
	const fields = readableFields(api, policy, update, "changed");
	const required = api.operations[update]?.body?.fields ?? {};
	const base = Object.fromEntries(
		Object.entries(Object.values(exampleBodies(api, update))[0] ?? {}).filter(([name]) => required[name]?.required),
	);
	const single = Object.entries(fields).map(([name, value]) => ({ ...base, [name]: value }));
	const again = readableFields(api, policy, update, "changed again");
	return single.length > 1 ? [...single, { ...base, ...again }] : single;
}

async function readAll(session: Session, kind: ResourceType, id: string): Promise<void> {
	await fetchAll(session, kind, id);
	for (const list of kind.operations.list) {
		const parts = session.partsOf(list, await session.pathOf(list));
		if (session.isShared(list)) {
			// Among what was there before, the newest is at hand only where the order can be turned round.
			const order = orderOf(session.bench.api, list);
			if (order === undefined) continue;
			parts.query = { ...parts.query, [order.name]: order.desc };
		}
		await session.send(list, parts, { role: "list" });
	}
}

async function fetchAll(session: Session, kind: ResourceType, id: string): Promise<void> {
	for (const fetch of kind.operations.fetch) {
		await session.send(fetch, session.partsOf(fetch, await session.pathOf(fetch, id)), { role: "fetch" });
	}
}

/** Looks for a resource that was deleted: by the given operations on it, and in every list. */
export async function lookForRemains(
	session: Session,
	kind: ResourceType,
	operationIds: readonly string[],
	id: string,
): Promise<void> {
	for (const operationId of operationIds) {
		const parts = session.partsOf(operationId, await session.pathOf(operationId, id));
		await session.send(operationId, parts, { role: "gone", expect: { kind: "any" } });
	}
	for (const list of kind.operations.list) {
		await session.send(list, session.partsOf(list, await session.pathOf(list)), { role: "gone" });
	}
}
