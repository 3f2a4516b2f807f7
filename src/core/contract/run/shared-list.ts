import type { CheckContext } from "../judge/check.ts";
import { isSmall } from "../plan/identifiers.ts";
import { parameterSpace } from "../plan/values.ts";
import { givenParameter, type Target } from "./target.ts";

/** What is known of the API, and the target of a run. */
interface RunTarget extends Pick<CheckContext, "api" | "resources"> {
	readonly target: Target;
	readonly readOnly: boolean;
}

/**
 * Whether a parent in the path of an operation is a case's own: it is created, or made up where there are so many identifiers
 * that nothing else has it.
 */
export function hasOwnParent({ api, resources, target, readOnly }: RunTarget, operationId: string): boolean {
	const parents = resources.view(operationId).parameters.filter(({ isItem }) => !isItem);
	return parents.some(({ name, key }) => {
		if (givenParameter(target, operationId, name) !== undefined) return false;
		const isCreatable = (resources.byKey(key)?.operations.create.length ?? 0) > 0;
		return isCreatable ? !readOnly : !isSmall(parameterSpace(api, operationId, name));
	});
}

/** Whether a list may hold items that a case did not create. */
export function isSharedList(run: RunTarget, operationId: string): boolean {
	return run.target.shared === true || !hasOwnParent(run, operationId);
}
