import type { CheckContext } from "../judge/check.ts";
import type { SeenIdentifiers } from "../plan/identifiers.ts";
import type { RequestValues } from "../plan/values.ts";
import type { Sender } from "./sender.ts";
import type { Silence } from "./silence.ts";
import type { Target } from "./target.ts";

/** Everything that the cases of a run share. */
export interface RunContext extends CheckContext {
	readonly target: Target;
	readonly sender: Sender;
	readonly silence: Silence;
	/** The ids of the operations that the run is about. */
	readonly selected: readonly string[];
	/** Nothing may be created, changed or deleted. */
	readonly readOnly: boolean;
	/** Draws a number from 0 to below 1. */
	readonly random: () => number;
	readonly seen: SeenIdentifiers;
}

/** The field of a body in which a creation names the identifier itself; undefined where it does not. */
export function idFieldOf({ policy, resources }: RunContext, operationId: string, body: RequestValues = {}): string | undefined {
	if (!resources.of(operationId).operations.create.includes(operationId)) return undefined;
	return Object.keys(body).find((field) => policy.propertyNameFor(field) === policy.idField);
}
