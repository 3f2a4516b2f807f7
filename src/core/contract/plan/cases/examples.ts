import type { RunContext, Session } from "../../run/session.ts";
import type { Case, Skip } from "../case.ts";
import { exampleBodies, ORIGIN, type RequestValues } from "../values.ts";

const NO_CREATOR = "no documented operation creates the resource that it changes";

/** Sends each documented request, and reads the resource that it wrote. */
export function exampleCases({ api, policy, resources }: RunContext): (Case | Skip)[] {
	return Object.entries(api.operations).flatMap(([operationId, { method, path }]) => {
		const { operations } = resources.of(operationId);
		const isOnItem = resources.view(operationId).itemParameter !== undefined;
		const lacksItem = isOnItem && operations.update.includes(operationId) && operations.create.length === 0;
		const write = operations.create.includes(operationId) ? createAndRead : changeAndRead;
		return Object.entries(exampleBodies(api, operationId)).map(([name, body]): Case | Skip => {
			const base = { id: `example ${operationId} ${name}`, kind: "example" as const, operationIds: [operationId] };
			const reason = policy.unusableExample?.(operationId, body) ?? (lacksItem ? NO_CREATOR : undefined);
			if (reason !== undefined) return { ...base, reason };
			const sent = policy.mark?.(operationId, body) ?? body;
			const proves = `The documented request "${name}" of ${method} ${path} does what is documented.`;
			const written = { operationId, parts: { body: { ...sent } } };
			const evidence = [written, ...operations.fetch.map((fetch) => ({ operationId: fetch }))];
			return { ...base, proves, writes: true, evidence, run: (session) => write(session, operationId, sent) };
		});
	});
}

async function createAndRead(session: Session, operationId: string, body: RequestValues): Promise<void> {
	const id = await session.create(operationId, body, { headers: ORIGIN });
	if (id === undefined) return;
	await session.fetchAll(session.context.resources.of(operationId).operations.fetch, id, { headers: ORIGIN });
}

async function changeAndRead(session: Session, operationId: string, body: RequestValues): Promise<void> {
	const { operations } = session.context.resources.of(operationId);
	const [creator] = operations.create;
	const id = creator === undefined ? undefined : await session.create(creator);
	if (creator !== undefined && id === undefined) return;
	await session.sendValid(operationId, id, { role: "update", headers: ORIGIN }, body);
	await session.fetchAll(operations.fetch, id, { headers: ORIGIN });
}
