import type { RunContext } from "../../run/run-context.ts";
import type { Case } from "../case.ts";

/** Sends each operation on an item with an identifier that no resource has. A PUT may create such a resource. */
export function unknownCases({ api, resources }: RunContext): Case[] {
	const operations = Object.entries(api.operations).filter(
		([operationId, { method }]) => resources.view(operationId).itemParameter !== undefined && method !== "PUT",
	);
	return operations.map(([operationId, { method }]) => ({
		id: `unknown ${operationId}`,
		kind: "unknown",
		proves: `${operationId} responds with 404 if no resource has the identifier.`,
		operationIds: [operationId],
		writes: method !== "GET",
		evidence: [{ operationId, item: "unknown" }],
		run: async (session) => {
			await session.sendValid(operationId, session.unknownItem(operationId), { expect: { kind: "unknown" } });
		},
	}));
}
