import type { RunContext } from "../../run/run-context.ts";
import type { Session } from "../../run/session.ts";
import type { Case, Skip } from "../case.ts";

/** Sends each secured operation without credentials, and with each kind of wrong ones. */
export function credentialsCases({ api, target: { credentials } }: RunContext): (Case | Skip)[] {
	return Object.entries(api.operations).flatMap(([operationId, { method, secured }]): (Case | Skip)[] => {
		const about = { kind: "credentials" as const, operationIds: [operationId] };
		if (!secured) return [{ id: `credentials ${operationId}`, ...about, reason: "the operation needs no credentials" }];
		const skips = Object.entries(credentials.untried ?? {}).map(([problem, reason]) => {
			return { id: `credentials ${operationId} ${problem}`, ...about, reason };
		});
		const cases = Object.entries({ "no credentials": {}, ...credentials.wrong }).map(([problem, headers]): Case => {
			return {
				id: `credentials ${operationId} ${problem}`,
				...about,
				proves: `${operationId} rejects ${problem}.`,
				writes: method !== "GET",
				evidence: [{ operationId, credentials: headers, item: "any" }],
				run: (session) => expectUnauthorized(session, operationId, headers),
			};
		});
		return [...skips, ...cases];
	});
}

/** Requests an existing resource: a server may respond with 404 before it looks at credentials. */
async function expectUnauthorized(session: Session, operationId: string, credentials: Record<string, string>): Promise<void> {
	const id = await session.itemOf(operationId);
	const path = session.context.target.shared ? session.unknownPath(operationId, id) : await session.pathOf(operationId, id);
	await session.send(operationId, session.partsOf(operationId, path), { expect: { kind: "unauthorized" }, credentials });
	await session.lookAfterwards(operationId, id);
}
