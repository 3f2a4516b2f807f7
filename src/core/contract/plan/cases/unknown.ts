import type { RunContext } from "../../run/run-context.ts";
import type { Case, Plan } from "../case.ts";

/** Sends each operation on an item with an identifier that no resource has. */
export function unknownCases({ api, resources }: RunContext): Plan {
	const onItems = Object.keys(api.operations).filter((id) => resources.view(id).parameters.some(({ isItem }) => isItem));
	// A PUT may create a resource that does not exist.
	const cases = onItems
		.filter((operationId) => api.operations[operationId]?.method !== "PUT")
		.map((operationId): Case => {
			return {
				id: `unknown ${operationId}`,
				kind: "unknown",
				proves: `${operationId} responds with 404 if no resource has the identifier.`,
				operationIds: [operationId],
				writes: api.operations[operationId]?.method !== "GET",
				run: async (session) => {
					await session.sendValid(operationId, undefined, { expect: { kind: "unknown" } });
				},
			};
		});
	return { cases, skips: [] };
}
