import type { ResourceType } from "../../../operation/resources.ts";
import type { RunContext } from "../../run/run-context.ts";
import type { Session } from "../../run/session.ts";
import { isSharedList } from "../../run/shared-list.ts";
import type { Case, Evidence } from "../case.ts";
import { baseBody, exampleBodies, memberSchema, type RequestValues, readableFields } from "../values.ts";
import { orderOf } from "./paging.ts";

/** How many resources are created before a whole collection is deleted. None of them may remain. */
const ITEMS = 2;

type Operations = ResourceType["operations"];

/**
 * Takes a resource through its life: create, fetch, list, change each field alone and fetch again, delete, look for remains. One
 * that is alone exists from the start. Then deletes by each further operation and whole collections, and looks for remains.
 */
export function lifeCycleCases(context: RunContext): Case[] {
	const kinds = [...context.resources.all];
	const single = kinds.flatMap((kind) => kind.operations.create.map((create) => lifeCycle(context, create, kind)));
	const alone = kinds.flatMap((kind) => livesAlone(context, kind));
	const further = kinds.flatMap((kind) => {
		const { create, delete: remove } = kind.operations;
		return create.slice(0, 1).flatMap((first) => remove.slice(1).map((other) => deletion(other, first, kind)));
	});
	const whole = kinds.flatMap((kind) =>
		kind.operations.deleteAll.flatMap((deleteAll) => kind.operations.create.map((create) => emptying(deleteAll, create, kind))),
	);
	return [...single, ...alone, ...further, ...whole];
}

function lifeCycle(context: RunContext, create: string, kind: ResourceType): Case {
	const { fetch, list, update, delete: remove } = kind.operations;
	const evidence = evidenceOf(context, create, kind);
	const operationIds = [...new Set(evidence.map(({ operationId }) => operationId))];
	const isSent = (ids: readonly string[]) => ids.some((id) => operationIds.includes(id));
	const stages = ["created", isSent(fetch) && "fetched", isSent(list) && "listed", isSent(update) && "changed"];
	const end = isSent(remove) ? ", deleted and gone" : "";
	return {
		id: `life-cycle ${create}`,
		kind: "life-cycle",
		proves: `A resource of ${create} is ${stages.filter(Boolean).join(", ")}${end} as documented.`,
		operationIds,
		writes: true,
		evidence,
		run: (session) => live(session, create, kind),
	};
}

/** A case for each way to delete a resource that is alone; one where it can only be changed. */
function livesAlone(context: RunContext, { singleton, operations }: ResourceType): Case[] {
	const { fetch, update, delete: removes } = operations;
	if (!singleton || update.length + removes.length === 0) return [];
	const ends = removes.length > 0 ? removes.map((remove) => [remove]) : [[]];
	return ends.map((remove) => ({
		id: `life-cycle ${[...remove, ...fetch, ...update][0]}`,
		kind: "life-cycle",
		proves: `The resource of ${[...fetch, ...update, ...remove].join(", ")} is read, changed and deleted as documented.`,
		operationIds: [...fetch, ...update, ...remove],
		writes: true,
		evidence: [...each(fetch), ...changesOf(context, operations), ...each(remove.flatMap((id) => [id, ...fetch]))],
		async run(session) {
			await session.fetchAll(fetch, undefined);
			await changeFields(session, operations, undefined);
			for (const operationId of remove) {
				await session.sendValid(operationId, undefined, { role: "delete" });
				await session.fetchAll(fetch, undefined, GONE);
			}
		},
	}));
}

function deletion(remove: string, create: string, kind: ResourceType): Case {
	return {
		id: `life-cycle ${remove} ${create}`,
		kind: "life-cycle",
		proves: `${remove} deletes a resource that ${create} creates.`,
		operationIds: [remove, create, ...kind.operations.fetch, ...kind.operations.list],
		writes: true,
		evidence: [...each([create]), ...removalOf(kind.operations, remove)],
		async run(session) {
			const id = await session.create(create);
			if (id !== undefined) await removeOne(session, kind, remove, id);
		},
	};
}

/** The requests of a whole life. */
function evidenceOf(context: RunContext, create: string, { operations }: ResourceType): Evidence[] {
	const { fetch, list, delete: remove } = operations;
	return [
		{ operationId: create, parts: { body: createdBody(context, create) } },
		...each(fetch),
		...list.flatMap((operationId) => {
			const query = orderQuery(context, operationId);
			return query === undefined ? [] : [{ operationId, parts: { query } }];
		}),
		...changesOf(context, operations),
		...remove.slice(0, 1).flatMap((operationId) => removalOf(operations, operationId)),
	];
}

/** Each change, with the reads after it. */
function changesOf(context: RunContext, { update, fetch }: Operations): Evidence[] {
	const changes = update.flatMap((operationId) =>
		variants(context, operationId).map((body) => ({
			operationId,
			...(body && { parts: { body: alone(context, operationId, body) } }),
		})),
	);
	return changes.flatMap((change) => [change, ...each(fetch)]);
}

/** A deletion, and the looks for remains. */
function removalOf({ fetch, list }: Operations, remove: string): Evidence[] {
	return each([remove, ...fetch, remove, ...list]);
}

/** The fields of a change, and that the request has no other. */
function alone({ api }: RunContext, operationId: string, body: RequestValues): Record<string, unknown> {
	const names = Object.keys(api.operations[operationId]?.body?.fields ?? {});
	return { ...Object.fromEntries(names.map((name) => [name, undefined])), ...body };
}

function each(operationIds: readonly string[]): Evidence[] {
	return operationIds.map((operationId) => ({ operationId }));
}

function emptying(deleteAll: string, create: string, kind: ResourceType): Case {
	return {
		id: `life-cycle ${deleteAll} ${create}`,
		kind: "life-cycle",
		proves: `${deleteAll} deletes every resource that ${create} creates.`,
		operationIds: [deleteAll, create, ...kind.operations.fetch, ...kind.operations.list],
		writes: true,
		evidence: each([...repeated([create]), deleteAll, ...repeated([...kind.operations.fetch, ...kind.operations.list])]),
		async run(session) {
			const ids: string[] = [];
			for (let count = 0; count < ITEMS; count++) {
				const id = await session.create(create);
				if (id === undefined) return;
				ids.push(id);
			}
			await session.sendValid(deleteAll, undefined, { role: "delete" });
			for (const id of ids) await lookForRemains(session, kind, kind.operations.fetch, id);
		},
	};
}

function repeated(operationIds: readonly string[]): string[] {
	return Array.from({ length: ITEMS }, () => operationIds).flat();
}

async function live(session: Session, create: string, kind: ResourceType): Promise<void> {
	const id = await session.create(create, createdBody(session.context, create));
	if (id === undefined) return;
	await readAll(session, kind, id);
	await changeFields(session, kind.operations, id);
	const [remove] = kind.operations.delete;
	if (remove !== undefined) await removeOne(session, kind, remove, id);
}

async function changeFields(session: Session, { update, fetch }: Operations, id: string | undefined): Promise<void> {
	for (const operationId of update) {
		for (const changes of variants(session.context, operationId)) {
			await session.sendValid(operationId, id, { role: "update" }, changes);
			await session.fetchAll(fetch, id);
		}
	}
}

async function removeOne(session: Session, kind: ResourceType, remove: string, id: string): Promise<void> {
	await session.sendValid(remove, id, { role: "delete" });
	await lookForRemains(session, kind, [...kind.operations.fetch, remove], id);
}

function createdBody({ api, policy }: RunContext, create: string): RequestValues {
	const body = { ...baseBody(api, policy, create), ...readableFields(api, policy, create, "created") };
	return policy.mark?.(create, body) ?? body;
}

/**
 * The bodies of the changes: each readable field alone, each one that can be emptied as null, then all together. Where no field
 * can be read back, the documented one.
 */
function variants({ api, policy }: RunContext, update: string): (RequestValues | undefined)[] {
	const fields = readableFields(api, policy, update, "changed");
	const descriptors = api.operations[update]?.body?.fields ?? {};
	const example = Object.values(exampleBodies(api, update))[0] ?? {};
	const base = Object.fromEntries(Object.entries(example).filter(([name]) => descriptors[name]?.required));
	const single = Object.entries(fields).map(([name, value]) => ({ ...base, [name]: value }));
	const emptied = Object.keys(fields)
		.filter((name) => memberSchema(api, update, "body", name).nullable)
		.map((name) => ({ ...base, [name]: null }));
	const again = readableFields(api, policy, update, "changed again");
	if (single.length === 0) return [undefined];
	return single.length > 1 ? [...single, ...emptied, { ...base, ...again }] : [...single, ...emptied];
}

async function readAll(session: Session, kind: ResourceType, id: string): Promise<void> {
	await session.fetchAll(kind.operations.fetch, id);
	for (const list of kind.operations.list) {
		const parts = session.partsOf(list, await session.pathOf(list));
		const query = orderQuery(session.context, list);
		if (query === undefined) continue;
		await session.send(list, { ...parts, query: { ...parts.query, ...query } }, { role: "list" });
	}
}

/** The query that a list shows a new item with; undefined for a shared list whose order cannot be reversed. */
function orderQuery(context: RunContext, list: string): Record<string, unknown> | undefined {
	if (!isSharedList(context, list)) return {};
	const order = orderOf(context.api, list);
	return order && { [order.name]: order.desc };
}

/** Several responses are right for a deleted resource; `gone-after-delete` judges them. */
const GONE = { role: "gone", expect: { kind: "any" } } as const;

/** Looks for a deleted resource: by the given operations on it, and in every list. */
async function lookForRemains(session: Session, kind: ResourceType, operationIds: readonly string[], id: string) {
	for (const operationId of operationIds) await session.sendValid(operationId, id, GONE);
	for (const list of kind.operations.list) await session.sendValid(list, undefined, { role: "gone" });
}
