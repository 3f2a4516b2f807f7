import { isRecord, type Step } from "../../exchange.ts";
import { itemsOf, itemsPointer } from "../../judge/shown.ts";
import { type Bench, type Session, SkipError } from "../../run/session.ts";
import type { Case, Plan } from "../case.ts";

const HEADERS = { origin: "https://example.com" };

/** What can be read without writing: lists, what there is one of, and items that are named or listed. */
export function readingCases({ api, resources }: Bench): Plan {
	const cases = Object.keys(api.operations).flatMap((operationId): Case[] => {
		const { operations } = resources.of(operationId);
		if (![...operations.fetch, ...operations.list].includes(operationId)) return [];
		const proves = `${operationId} answers as documented, whoever wrote what it reads.`;
		const run = (session: Session) => read(session, operationId);
		return [{ id: `reading ${operationId}`, kind: "reading", proves, operationIds: [operationId], writes: false, run }];
	});
	return { cases, skips: [] };
}

async function read(session: Session, operationId: string): Promise<void> {
	const item = session.bench.resources.view(operationId).parameters.find(({ isItem }) => isItem);
	const id = item && (session.given(operationId, item.name) ?? (await listed(session, operationId)));
	const parts = session.partsOf(operationId, await session.pathOf(operationId, id));
	await session.send(operationId, parts, { headers: HEADERS });
}

/** The first item of the list that an operation's item stands in. One is created where that can be done. */
async function listed(session: Session, operationId: string): Promise<string> {
	const { resources, readOnly } = session.bench;
	const { create, list } = resources.of(operationId).operations;
	if (create[0] !== undefined && !readOnly) {
		const id = await session.create(create[0]);
		if (id !== undefined) return id;
	}
	for (const other of list) {
		const id = firstId(await session.send(other, session.partsOf(other, await session.pathOf(other)), { role: "list" }), session);
		if (id !== undefined) return id;
	}
	throw new SkipError("there is nothing to read, and nothing to read was named");
}

function firstId(step: Step, { bench: { policy, context } }: Session): string | undefined {
	const { body } = step.exchange;
	if (body.kind !== "json") return undefined;
	const [first] = itemsOf(body.value, itemsPointer(step, context));
	const id = isRecord(first) ? first[policy.idField] : undefined;
	return id === undefined || id === null ? undefined : String(id);
}
