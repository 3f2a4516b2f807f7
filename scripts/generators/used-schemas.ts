import type { JsonSchema, JsonSchemas } from "../../src/core/operation/json-schema.ts";
import { visitMembers } from "../pipeline/visit-schemas.ts";

/** The components that schemas refer to, directly or not, in the order of the components. */
export function usedSchemas(roots: readonly JsonSchema[], components: JsonSchemas): JsonSchemas {
	const used = new Set<string>();
	const visit = (value: unknown) =>
		visitMembers(value, (member, path) => {
			if (path.at(-1) !== "$ref" || typeof member !== "string" || used.has(member)) return true;
			used.add(member);
			visit(components[member]);
			return true;
		});
	visit(roots);
	return Object.fromEntries(Object.entries(components).filter(([name]) => used.has(name)));
}
