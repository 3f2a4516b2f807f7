import { operationOf } from "../../../operation/generated-api.ts";
import type { Bench } from "../../run/session.ts";
import type { Case, Plan, Skip } from "../case.ts";
import { exampleBodies } from "../values.ts";

/** A page of another origin, so that the headers for such pages come too. */
const ORIGIN = { origin: "https://example.com" };

/** Every documented request is sent, and what it wrote is read. */
export function exampleCases({ api, policy, resources }: Bench): Plan {
	const cases: Case[] = [];
	const skips: Skip[] = [];
	for (const operationId of Object.keys(api.operations)) {
		const kind = resources.of(operationId);
		const isCreation = kind.operations.create.includes(operationId);
		const isUpdate = kind.operations.update.includes(operationId);
		for (const [name, body] of Object.entries(exampleBodies(api, operationId))) {
			const base = { id: `example ${operationId} ${name}`, kind: "example" as const, operationIds: [operationId] };
			const item = resources.view(operationId).parameters.some(({ isItem }) => isItem);
			const unusable =
				policy.unusableExample?.(operationId, body) ??
				(isUpdate && item && kind.operations.create.length === 0 ? "no documented operation creates what it changes" : undefined);
			if (unusable !== undefined) skips.push({ ...base, reason: unusable });
			else {
				const sent = policy.mark?.(operationId, body) ?? body;
				const run = isCreation ? createAndRead(operationId, sent) : changeAndRead(operationId, sent);
				const proves = `The documented request "${name}" of ${operationOf(api, operationId).method} ${operationOf(api, operationId).path} does what is documented.`;
				cases.push({ ...base, proves, writes: true, run });
			}
		}
	}
	return { cases, skips };
}

function createAndRead(operationId: string, body: Readonly<Record<string, unknown>>): Case["run"] {
	return async (session) => {
		const id = await session.create(operationId, body, { headers: ORIGIN });
		if (id === undefined) return;
		for (const fetch of session.bench.resources.of(operationId).operations.fetch) {
			const parts = session.partsOf(fetch, await session.pathOf(fetch, id));
			await session.send(fetch, parts, { role: "fetch", headers: ORIGIN });
		}
	};
}

function changeAndRead(operationId: string, body: Readonly<Record<string, unknown>>): Case["run"] {
	return async (session) => {
		const { operations } = session.bench.resources.of(operationId);
		const [creator] = operations.create;
		const id = creator === undefined ? undefined : await session.create(creator);
		if (creator !== undefined && id === undefined) return;
		await session.send(operationId, session.partsOf(operationId, await session.pathOf(operationId, id), body), {
			role: "update",
			headers: ORIGIN,
		});
		for (const fetch of operations.fetch) {
			await session.send(fetch, session.partsOf(fetch, await session.pathOf(fetch, id)), { role: "fetch", headers: ORIGIN });
		}
	};
}
