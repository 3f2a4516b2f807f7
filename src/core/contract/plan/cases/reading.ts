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
	const type = resources.of(operationId);
	const [create] = type.operations.create;
	const id = (create !== undefined && !readOnly && (await session.create(create))) || (await session.listed(type));
	if (id !== undefined) return id;
	throw new SkipError("no item was given, created or listed that it could read");
}
