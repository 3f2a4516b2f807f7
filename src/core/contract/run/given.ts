import type { CheckContext } from "../judge/check.ts";
import type { Target } from "./target.ts";

/** The target of a run, and what is known of the API. */
interface TargetContext extends Pick<CheckContext, "resources"> {
	readonly target: Target;
}

/** The value that the target requires for a path parameter: given for one operation as `operationId.name`, or for all as `name`. */
export function givenValue({ target }: Pick<TargetContext, "target">, operationId: string, name: string): string | undefined {
	const { parameters = {} } = target;
	return parameters[`${operationId}.${name}`] ?? parameters[name];
}

/** Whether a list may hold items that a case did not create: no parent in its path is the case's own. */
export function isSharedList(context: TargetContext, operationId: string): boolean {
	const parents = context.resources.view(operationId).parameters.filter(({ isItem }) => !isItem);
	return context.target.shared || parents.every(({ name }) => givenValue(context, operationId, name) !== undefined);
}
