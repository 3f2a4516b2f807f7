import type { Action } from "../../../operation/action.ts";
import type { RunContext } from "../../run/run-context.ts";
import { NO_CREATOR, type Session } from "../../run/session.ts";
import { givenParameter } from "../../run/target.ts";
import type { Case, Skip } from "../case.ts";
import { exampleBodies, ORIGIN, type RequestValues } from "../values.ts";

/** Sends each documented request, and reads the resource that it wrote. A request without a body is one, too. */
export function exampleCases(context: RunContext): (Case | Skip)[] {
	const { api, policy, resources } = context;
	return Object.entries(api.operations).flatMap(([operationId, { method, path, body: described }]) => {
		const { action, type } = resources.view(operationId);
		const write = WRITES[action];
		if (write === undefined) return [];
		const bodies = described === undefined ? { "without a body": undefined } : exampleBodies(api, operationId);
		return Object.entries(bodies).map(([name, body]): Case | Skip => {
			const base = { id: `example ${operationId} ${name}`, kind: "example" as const, operationIds: [operationId] };
			const reason = (body && policy.unusableExample?.(operationId, body)) ?? missingItem(context, operationId);
			if (reason !== undefined) return { ...base, reason };
			const sent = body && (policy.mark?.(operationId, body) ?? body);
			const reads = write === sendAlone ? [] : type.operations.fetch.map((fetch) => ({ operationId: fetch }));
			const outcome = write === sendAlone ? "succeeds" : "does what is documented";
			const proves = `The documented request "${name}" of ${method} ${path} ${outcome}.`;
			const written = { operationId, ...(sent && { parts: { body: sent } }) };
			const evidence = [written, ...reads];
			return { ...base, proves, writes: true, evidence, run: (session) => write(session, operationId, sent) };
		});
	});
}

/** Why an operation on an item has none: nothing creates it, and none is given. */
function missingItem({ resources, target }: RunContext, operationId: string): string | undefined {
	const { itemParameter, type } = resources.view(operationId);
	if (itemParameter === undefined || type.operations.create.length > 0) return undefined;
	return givenParameter(target, operationId, itemParameter) === undefined ? NO_CREATOR : undefined;
}

async function createAndRead(session: Session, operationId: string, body?: RequestValues): Promise<void> {
	const id = await session.create(operationId, body, { headers: ORIGIN });
	if (id === undefined) return;
	await session.fetchAll(session.context.resources.of(operationId).operations.fetch, id, { headers: ORIGIN });
}

async function changeAndRead(session: Session, operationId: string, body?: RequestValues): Promise<void> {
	const id = await session.existingItem(operationId);
	await session.sendValid(operationId, id, { role: "update", headers: ORIGIN }, body);
	await session.fetchAll(session.context.resources.of(operationId).operations.fetch, id, { headers: ORIGIN });
}

/** What resources are like after a trigger, or a change of all of them, is not documented. */
async function sendAlone(session: Session, operationId: string, body?: RequestValues): Promise<void> {
	const id = await session.existingItem(operationId);
	await session.sendValid(operationId, id, { headers: ORIGIN }, body);
}

const WRITES: Readonly<Partial<Record<Action, typeof createAndRead>>> = {
	create: createAndRead,
	update: changeAndRead,
	updateAll: sendAlone,
	trigger: sendAlone,
};
