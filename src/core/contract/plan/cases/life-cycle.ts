import type { ResourceType } from "../../../operation/resources.ts";
import type { RunContext } from "../../run/run-context.ts";
import type { Session } from "../../run/session.ts";
import type { Case, Plan } from "../case.ts";
import { baseBody, exampleBodies, readableFields } from "../values.ts";
import { orderOf } from "./paging.ts";

/** Takes a resource through its life: create, fetch, list, change each field alone and fetch again, delete, look for remains. */
export function lifeCycleCases({ resources }: RunContext): Plan {
	const cases = [...resources.all].flatMap((kind) => kind.operations.create.map((create) => lifeCycle(create, kind)));
	return { cases, skips: [] };
}

function lifeCycle(create: string, kind: ResourceType): Case {
	const { fetch, list, update, delete: remove } = kind.operations;
	const operationIds = [create, ...fetch, ...list, ...update, ...remove];
	const stages = ["created", fetch.length > 0 && "fetched", list.length > 0 && "listed", update.length > 0 && "changed"];
	const end = remove.length > 0 ? ", deleted and gone" : "";
	const proves = `A resource of ${create} is ${stages.filter(Boolean).join(", ")}${end} as documented.`;
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
	const { api, policy } = session.context;
	const body = { ...baseBody(api, policy, create), ...readableFields(api, policy, create, "created") };
	const id = await session.create(create, policy.mark?.(create, body) ?? body);
	if (id === undefined) return;
	await readAll(session, kind, id);
	for (const update of kind.operations.update) {
		for (const changes of variants(session, update)) {
			await session.sendValid(update, id, { role: "update" }, changes);
			await session.fetchAll(kind.operations.fetch, id);
		}
	}
	const [remove] = kind.operations.delete;
	if (remove === undefined) return;
	await session.sendValid(remove, id, { role: "delete" });
	await lookForRemains(session, kind, [...kind.operations.fetch, remove], id);
}

/** The bodies of the changes: each readable field alone, then all together. */
function variants({ context: { api, policy } }: Session, update: string): Record<string, unknown>[] {
	const fields = readableFields(api, policy, update, "changed");
	const descriptors = api.operations[update]?.body?.fields ?? {};
	const base = Object.fromEntries(
		Object.entries(Object.values(exampleBodies(api, update))[0] ?? {}).filter(([name]) => descriptors[name]?.required),
	);
	const single = Object.entries(fields).map(([name, value]) => ({ ...base, [name]: value }));
	const again = readableFields(api, policy, update, "changed again");
	return single.length > 1 ? [...single, { ...base, ...again }] : single;
}

async function readAll(session: Session, kind: ResourceType, id: string): Promise<void> {
	await session.fetchAll(kind.operations.fetch, id);
	for (const list of kind.operations.list) {
		const parts = session.partsOf(list, await session.pathOf(list));
		if (session.isShared(list)) {
			// The new item is on the first page of a shared list only if the order can be reversed.
			const order = orderOf(session.context.api, list);
			if (order === undefined) continue;
			parts.query = { ...parts.query, [order.name]: order.desc };
		}
		await session.send(list, parts, { role: "list" });
	}
}

/** Looks for a deleted resource: by the given operations on it, and in every list. */
export async function lookForRemains(
	session: Session,
	kind: ResourceType,
	operationIds: readonly string[],
	id: string,
): Promise<void> {
	for (const operationId of operationIds) {
		await session.sendValid(operationId, id, { role: "gone", expect: { kind: "any" } });
	}
	for (const list of kind.operations.list) await session.sendValid(list, undefined, { role: "gone" });
}
