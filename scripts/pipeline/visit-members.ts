/**
 * Visits every member below a value, the outer before the inner.
 *
 * @param visit gets a member and the keys that lead to it; returns whether to visit what is below it
 */
export function visitMembers(
	value: unknown,
	visit: (member: unknown, path: readonly string[]) => boolean,
	path: readonly string[] = [],
): void {
	if (typeof value !== "object" || value === null) return;
	for (const [key, member] of Object.entries(value)) {
		const at = [...path, key];
		if (visit(member, at)) visitMembers(member, visit, at);
	}
}
