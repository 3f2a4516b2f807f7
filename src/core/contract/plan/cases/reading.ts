import { isRecord } from "../../../operation/is-record.ts";
import type { Step } from "../../exchange.ts";
import { itemsOf, itemsPointer, usableId } from "../../judge/shown.ts";
import type { RunContext } from "../../run/run-context.ts";
import { SkipError } from "../../run/sender.ts";
import type { Session } from "../../run/session.ts";
import type { Case } from "../case.ts";
import { ORIGIN } from "../values.ts";

/** Reads without writing where it can: lists, singletons, and items that are given or listed. */
export function readingCases({ api, resources }: RunContext): Case[] {
	const readable = Object.keys(api.operations).filter((id) => ["fetch", "list"].includes(resources.view(id).action));
	return readable.map((operationId) => ({
		id: `reading ${operationId}`,
		kind: "reading",
		proves: `${operationId} responds as documented, for existing resources too.`,
		operationIds: [operationId],
		writes: false,
		evidence: [{ operationId }],
		run: (session) => read(session, operationId),
	}));
}

async function read(session: Session, operationId: string): Promise<void> {
	const { itemParameter } = session.context.resources.view(operationId);
	const id = itemParameter && (session.given(operationId, itemParameter) ?? (await existingId(session, operationId)));
	await session.sendValid(operationId, id, { headers: ORIGIN });
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
	const [first] = itemsOf(step, itemsPointer(step, context));
	return isRecord(first) ? usableId(first[context.policy.idField]) : undefined;
}
