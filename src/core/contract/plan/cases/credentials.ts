import type { Bench, Session } from "../../run/session.ts";
import type { Case, Plan, Skip } from "../case.ts";

/** Every operation that asks for credentials is tried without, and with every kind of wrong ones. */
export function credentialsCases({ api, credentials }: Bench): Plan {
	const cases: Case[] = [];
	const skips: Skip[] = [];
	for (const [operationId, { secured }] of Object.entries(api.operations)) {
		if (!secured) {
			const reason = "the operation is open to everyone";
			skips.push({ id: `credentials ${operationId}`, kind: "credentials", operationIds: [operationId], reason });
			continue;
		}
		for (const [what, reason] of Object.entries(credentials.untried ?? {})) {
			skips.push({ id: `credentials ${operationId} ${what}`, kind: "credentials", operationIds: [operationId], reason });
		}
		for (const [what, headers] of Object.entries({ "no credentials": {}, ...credentials.wrong })) {
			cases.push({
				id: `credentials ${operationId} ${what}`,
				kind: "credentials",
				proves: `${operationId} refuses ${what}.`,
				operationIds: [operationId],
				writes: api.operations[operationId]?.method !== "GET",
				run: (session) => refuse(session, operationId, headers),
			});
		}
	}
	return { cases, skips };
}

/** Asks for something that is there: a server may look at credentials only then. */
async function refuse(session: Session, operationId: string, credentials: Readonly<Record<string, string>>): Promise<void> {
	const id = await session.itemOf(operationId);
	const path = session.bench.shared ? session.freshPath(operationId, id) : await session.pathOf(operationId, id);
	await session.send(operationId, session.partsOf(operationId, path), { expect: { kind: "unauthorized" }, credentials });
	await session.lookAfterwards(operationId, id);
}
