import { isRecord } from "../../../operation/is-record.ts";
import type { Step } from "../../exchange.ts";
import { itemsOf, itemsPointer } from "../../judge/shown.ts";
import type { RunContext } from "../../run/run-context.ts";
import { SkipError } from "../../run/sender.ts";
import type { Session } from "../../run/session.ts";
import type { Case, Plan } from "../case.ts";

const HEADERS = { origin: "https://example.com" };

/** Reads without writing where it can: lists, singletons, and items that are given or listed. */
export function readingCases({ api, resources }: RunContext): Plan {
	const cases = Object.keys(api.operations).flatMap((operationId): Case[] => {
		const { operations } = resources.of(operationId);
		if (![...operations.fetch, ...operations.list].includes(operationId)) return [];
		const proves = `${operationId} responds as documented, for existing resources too.`;
		const run = (session: Session) => read(session, operationId);
		return [{ id: `reading ${operationId}`, kind: "reading", proves, operationIds: [operationId], writes: false, run }];
	});
	return { cases, skips: [] };
}

async function read(session: Session, operationId: string): Promise<void> {
	const item = session.context.resources.view(operationId).parameters.find(({ isItem }) => isItem);
	const id = item && (session.given(operationId, item.name) ?? (await existingId(session, operationId)));
	await session.sendValid(operationId, id, { headers: HEADERS });
}

/** The identifier of an item to read: of a new one where the case can create it, else of the first listed one. */
async function existingId(session: Session, operationId: string): Promise<string> {
	const { resources, readOnly } = session.context;
	const { create, list } = resources.of(operationId).operations;
	if (create[0] !== undefined && !readOnly) {
		const id = await session.create(create[0]);
		if (id !== undefined) return id;
	}
	for (const listing of list) {
		const id = firstId(await session.sendValid(listing, undefined, { role: "list" }), session);
		if (id !== undefined) return id;
	}
	throw new SkipError("no item was given, created or listed that it could read");
}

function firstId(step: Step, { context }: Session): string | undefined {
	const { body } = step.exchange;
	const [first] = body.kind === "json" ? itemsOf(body.value, itemsPointer(step, context)) : [];
	const id = isRecord(first) ? first[context.policy.idField] : undefined;
	return id === undefined || id === null ? undefined : String(id);
}
