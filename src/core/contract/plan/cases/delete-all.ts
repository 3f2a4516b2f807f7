import type { ResourceType } from "../../../operation/resources.ts";
import type { Bench, Session } from "../../run/session.ts";
import type { Case, Plan } from "../case.ts";
import { lookForRemains } from "./life-cycle.ts";

/** How many resources are created, of which none may be left. */
const ITEMS = 2;

/** An operation that deletes all resources of a collection leaves none of them. */
export function deleteAllCases({ resources }: Bench): Plan {
	const cases = [...resources.all].flatMap((type) =>
		type.operations.deleteAll.flatMap((deleteAll) => type.operations.create.map((create) => createCase(deleteAll, create, type))),
	);
	return { cases, skips: [] };
}

function createCase(deleteAll: string, create: string, type: ResourceType): Case {
	return {
		id: `life-cycle ${deleteAll} ${create}`,
		kind: "life-cycle",
		proves: `${deleteAll} deletes everything that ${create} created.`,
		operationIds: [deleteAll, create, ...type.operations.fetch, ...type.operations.list],
		writes: true,
		run: (session) => run(session, deleteAll, create, type),
	};
}

async function run(session: Session, deleteAll: string, create: string, type: ResourceType): Promise<void> {
	const ids: string[] = [];
	for (let count = 0; count < ITEMS; count++) {
		const id = await session.create(create);
		if (id === undefined) return;
		ids.push(id);
	}
	await session.send(deleteAll, session.partsOf(deleteAll, await session.pathOf(deleteAll)), { role: "delete" });
	for (const id of ids) await lookForRemains(session, type, type.operations.fetch, id);
}
