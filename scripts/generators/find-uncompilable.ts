import { lowerSchema, lowerSchemas } from "../pipeline/lower-schema.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import type { Problem } from "../pipeline/problem.ts";
import { visitSchemas } from "../pipeline/visit-schemas.ts";
import { createAjv } from "./ajv.ts";

/**
 * Finds the innermost schema that does not compile, after a larger one did not.
 *
 * @param error what compiling the larger one threw; it is thrown again if every schema compiles by itself
 */
export function findUncompilable(document: OpenApi, error: unknown): Problem {
	const components = document.components?.schemas ?? {};
	const names = Object.keys(lowerSchemas(components));
	const problems: Problem[] = [];
	visitSchemas(document, (schema, pointer) => {
		const ajv = createAjv();
		// Whatever a reference leads to is looked at where it stands.
		for (const name of names) ajv.addSchema(true, name);
		try {
			ajv.compile(lowerSchema(schema, components));
		} catch (reason) {
			const message = reason instanceof Error ? reason.message : String(reason);
			problems.push({
				pointer,
				message: `expected a schema that compiles (JSON Schema 2020-12, strict), got one that does not: ${message}`,
			});
		}
	});
	const innermost = problems.sort((one, other) => other.pointer.length - one.pointer.length)[0];
	if (innermost === undefined) throw error;
	return innermost;
}
