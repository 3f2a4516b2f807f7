import type { ResourceType } from "../../../operation/resources.ts";
import type { RunContext } from "../../run/run-context.ts";
import type { Session } from "../../run/session.ts";
import type { Case, Plan } from "../case.ts";
import { lookForRemains } from "./life-cycle.ts";

/** How many resources are created, none of which may remain. */
const ITEMS = 2;

/** Deletes whole collections, and looks for remains. */
export function deleteAllCases({ resources }: RunContext): Plan {
	const cases = [...resources.all].flatMap((kind) =>
		kind.operations.deleteAll.flatMap((deleteAll) =>
			kind.operations.create.map((create) => deleteAllCase(deleteAll, create, kind)),
		),
	);
	return { cases, skips: [] };
}

function deleteAllCase(deleteAll: string, create: string, kind: ResourceType): Case {
	return {
		id: `life-cycle ${deleteAll} ${create}`,
		kind: "life-cycle",
		proves: `${deleteAll} deletes every resource that ${create} creates.`,
		operationIds: [deleteAll, create, ...kind.operations.fetch, ...kind.operations.list],
		writes: true,
		async run(session: Session) {
			const ids: string[] = [];
			for (let count = 0; count < ITEMS; count++) {
				const id = await session.create(create);
				if (id === undefined) return;
				ids.push(id);
			}
			await session.sendValid(deleteAll, undefined, { role: "delete" });
			for (const id of ids) await lookForRemains(session, kind, kind.operations.fetch, id);
		},
	};
}
