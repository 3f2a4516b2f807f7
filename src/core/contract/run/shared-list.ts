import type { CheckContext } from "../judge/check.ts";
import { givenParameter, type Target } from "./target.ts";

/** Whether a list may hold items that a case did not create: no parent in its path is the case's own. */
export function isSharedList(
	{ resources, target }: Pick<CheckContext, "resources"> & { readonly target: Target },
	list: string,
): boolean {
	const parents = resources.view(list).parameters.filter(({ isItem }) => !isItem);
	return target.shared || parents.every(({ name }) => givenParameter(target, list, name) !== undefined);
}
