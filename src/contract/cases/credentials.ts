import type { Case, Plan, Skip } from "../case.ts";
import type { Bench } from "../session.ts";

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
		for (const [what, headers] of Object.entries({ "no credentials": {}, ...credentials.wrong })) {
			cases.push({
				id: `credentials ${operationId} ${what}`,
				kind: "credentials",
				proves: `${operationId} refuses ${what}.`,
				operationIds: [operationId],
				writes: api.operations[operationId]?.method !== "GET",
				run: async (session) => {
					const parts = session.partsOf(operationId, session.freshPath(operationId));
					await session.send(operationId, parts, { expect: { kind: "unauthorized" }, credentials: headers });
				},
			});
		}
	}
	return { cases, skips };
}
