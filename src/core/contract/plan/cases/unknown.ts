import type { Bench } from "../../run/session.ts";
import type { Case, Plan } from "../case.ts";

/** Every operation on an item is tried with an identifier that nothing has. */
export function unknownCases({ api, resources }: Bench): Plan {
	const onItems = Object.keys(api.operations).filter((id) => resources.view(id).parameters.some(({ isItem }) => isItem));
	// A PUT may create what is not there.
	const cases = onItems
		.filter((operationId) => api.operations[operationId]?.method !== "PUT")
		.map((operationId): Case => {
			return {
				id: `unknown ${operationId}`,
				kind: "unknown",
				proves: `${operationId} answers 404 where nothing has the identifier.`,
				operationIds: [operationId],
				writes: api.operations[operationId]?.method !== "GET",
				run: async (session) => {
					const parts = session.partsOf(operationId, await session.pathOf(operationId));
					await session.send(operationId, parts, { expect: { kind: "unknown" } });
				},
			};
		});
	return { cases, skips: [] };
}
