import { groupBy } from "../operation/group-by.ts";
import { fromPointer } from "../operation/json-pointer.ts";
import { byBump } from "./rate.ts";
import type { DescriptionDifference } from "./result.ts";

/**
 * Merges the same difference at several places, if they share a part of a description: the one with the highest bump is reported,
 * with the others listed.
 */
export function mergeEqual(differences: readonly DescriptionDifference[]): DescriptionDifference[] {
	const merged = mergeBy(differences, ({ location }) => location);
	// What ours does not say can only be shared in the other.
	return mergeBy(merged, ({ kind, values, otherLocation }) => {
		const isSaidHere = kind !== "missing-here" && values.here !== undefined;
		return isSaidHere ? undefined : otherLocation;
	});
}

/** @param partOf a pointer to the part that is shared; undefined where none is */
function mergeBy(
	differences: readonly DescriptionDifference[],
	partOf: (difference: DescriptionDifference) => string | undefined,
): DescriptionDifference[] {
	const groups = groupBy(differences, (difference) => {
		const part = partOf(difference);
		return part === undefined ? difference : identityAt(part, difference);
	});
	return [...groups.values()].flatMap((group) => {
		const [first, ...others] = [...group].sort(byBump);
		if (first === undefined) return [];
		const also = [first, ...others].flatMap(({ operationId, pointer, also = [] }, at) => {
			return at === 0 ? also : [{ operationId, pointer }, ...also];
		});
		return [{ ...first, ...(also.length > 0 && { also }) }];
	});
}

function identityAt(part: string, difference: DescriptionDifference): string {
	const { kind, keyword, documented, other, pointer, values } = difference;
	// A part that is no component may contain several values.
	const [holder, , , ...inner] = fromPointer(part);
	const isWhole = keyword !== undefined && holder === "components" && inner.length === 0;
	const name = isWhole ? "" : pointer.split("/").at(-1);
	return JSON.stringify([part, kind, keyword, documented, other, values, name]);
}
