import { matchingText } from "../operation/pattern.ts";
import { randomFrom } from "../operation/random.ts";
import type { OperationView } from "../operation/resources.ts";

/** The patterns of identifiers by path parameter; one view is looked at with every request. */
const patterns = new WeakMap<OperationView, ReadonlyMap<string, RegExp>>();

/**
 * Replaces names by identifiers, in path parameters whose value does not match the pattern of the payload member of the same
 * name: a unique name may take the place of an identifier. The same name always leads to the same identifier.
 */
export function resolveAliases(
	view: OperationView,
	path: Readonly<Record<string, string>>,
	account: string,
): Readonly<Record<string, string>> {
	const known = patterns.get(view) ?? identifierPatterns(view);
	patterns.set(view, known);
	let resolved = path;
	for (const [parameter, pattern] of known) {
		const value = path[parameter];
		if (value === undefined || pattern.test(value)) continue;
		const id = matchingText(pattern.source, randomFrom(`${account} ${parameter} ${value}`)) ?? "";
		resolved = { ...resolved, [parameter]: id };
	}
	return resolved;
}

function identifierPatterns(view: OperationView): ReadonlyMap<string, RegExp> {
	const found = new Map<string, RegExp>();
	for (const [member, parameter] of view.parameterOf) {
		const pattern = view.type.members.get(member)?.pattern;
		if (pattern !== undefined && parameter !== view.itemParameter) found.set(parameter, new RegExp(pattern, "u"));
	}
	return found;
}
