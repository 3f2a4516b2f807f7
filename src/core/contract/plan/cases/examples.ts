import { operationOf } from "../../../operation/generated-api.ts";
import type { RunContext } from "../../run/run-context.ts";
import type { Case, Plan, Skip } from "../case.ts";
import { exampleBodies } from "../values.ts";

/** Makes the target send the headers for pages of another origin too. */
const ORIGIN = { origin: "https://example.com" };

const NO_CREATOR = "no documented operation creates the resource that it changes";

/** Sends each documented request, and reads the resource that it wrote. */
export function exampleCases({ api, policy, resources }: RunContext): Plan {
	const cases: Case[] = [];
	const skips: Skip[] = [];
	for (const operationId of Object.keys(api.operations)) {
		const kind = resources.of(operationId);
		const isCreation = kind.operations.create.includes(operationId);
		const isOnItem = resources.view(operationId).parameters.some(({ isItem }) => isItem);
		const lacksItem = isOnItem && kind.operations.update.includes(operationId) && kind.operations.create.length === 0;
		const { method, path } = operationOf(api, operationId);
		for (const [name, body] of Object.entries(exampleBodies(api, operationId))) {
			const base = { id: `example ${operationId} ${name}`, kind: "example" as const, operationIds: [operationId] };
			const reason = policy.unusableExample?.(operationId, body) ?? (lacksItem ? NO_CREATOR : undefined);
			if (reason !== undefined) {
				skips.push({ ...base, reason });
				continue;
			}
			const sent = policy.mark?.(operationId, body) ?? body;
			const run = isCreation ? createAndRead(operationId, sent) : changeAndRead(operationId, sent);
			const proves = `The documented request "${name}" of ${method} ${path} does what is documented.`;
			cases.push({ ...base, proves, writes: true, run });
		}
	}
	return { cases, skips };
}

function createAndRead(operationId: string, body: Readonly<Record<string, unknown>>): Case["run"] {
	return async (session) => {
		const id = await session.create(operationId, body, { headers: ORIGIN });
		if (id === undefined) return;
		await session.fetchAll(session.context.resources.of(operationId).operations.fetch, id, { headers: ORIGIN });
	};
}

function changeAndRead(operationId: string, body: Readonly<Record<string, unknown>>): Case["run"] {
	return async (session) => {
		const { operations } = session.context.resources.of(operationId);
		const [creator] = operations.create;
		const id = creator === undefined ? undefined : await session.create(creator);
		if (creator !== undefined && id === undefined) return;
		await session.sendValid(operationId, id, { role: "update", headers: ORIGIN }, body);
		await session.fetchAll(operations.fetch, id, { headers: ORIGIN });
	};
}
