import type { RunContext } from "../../run/run-context.ts";
import type { Session } from "../../run/session.ts";
import type { Case, Plan, Skip } from "../case.ts";

/** Sends each secured operation without credentials, and with each kind of wrong ones. */
export function credentialsCases({ api, target: { credentials } }: RunContext): Plan {
	const cases: Case[] = [];
	const skips: Skip[] = [];
	for (const [operationId, { secured }] of Object.entries(api.operations)) {
		if (!secured) {
			const reason = "the operation needs no credentials";
			skips.push({ id: `credentials ${operationId}`, kind: "credentials", operationIds: [operationId], reason });
			continue;
		}
		for (const [problem, reason] of Object.entries(credentials.untried ?? {})) {
			skips.push({ id: `credentials ${operationId} ${problem}`, kind: "credentials", operationIds: [operationId], reason });
		}
		for (const [problem, headers] of Object.entries({ "no credentials": {}, ...credentials.wrong })) {
			cases.push({
				id: `credentials ${operationId} ${problem}`,
				kind: "credentials",
				proves: `${operationId} rejects ${problem}.`,
				operationIds: [operationId],
				writes: api.operations[operationId]?.method !== "GET",
				run: (session) => expectUnauthorized(session, operationId, headers),
			});
		}
	}
	return { cases, skips };
}

/** Requests an existing resource: a server may respond with 404 before it looks at credentials. */
async function expectUnauthorized(
	session: Session,
	operationId: string,
	credentials: Readonly<Record<string, string>>,
): Promise<void> {
	const id = await session.itemOf(operationId);
	const path = session.context.target.shared ? session.unknownPath(operationId, id) : await session.pathOf(operationId, id);
	await session.send(operationId, session.partsOf(operationId, path), { expect: { kind: "unauthorized" }, credentials });
	await session.lookAfterwards(operationId, id);
}
