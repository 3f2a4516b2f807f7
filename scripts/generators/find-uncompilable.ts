import { messageOf } from "../../src/core/operation/message-of.ts";
import { lowerSchema } from "../pipeline/lower-schema.ts";
import type { Model } from "../pipeline/model.ts";
import type { Problem } from "../pipeline/problem.ts";
import { visitSchemas } from "../pipeline/visit-schemas.ts";
import { createAjv } from "./ajv.ts";
import { printValidators } from "./ajv-output.ts";

/**
 * Finds the innermost schema that does not compile, after compiling a whole table failed.
 *
 * @param error the error that compiling threw; it is reported if every schema compiles on its own
 */
export function findUncompilable({ document, components, schemas }: Model, error: unknown): Problem {
	const problems: Problem[] = [];
	visitSchemas(document, (schema, pointer) => {
		const ajv = createAjv();
		// The target of a reference is compiled on its own, so here it may hold anything.
		for (const name of Object.keys(schemas)) ajv.addSchema(true, name);
		try {
			ajv.addSchema(lowerSchema(schema, components), "v0").getSchema("v0");
			printValidators(ajv, ["v0"]);
		} catch (reason) {
			const message = reason instanceof Error ? reason.message : String(reason);
			problems.push({
				pointer,
				message: `expected a schema that compiles (JSON Schema 2020-12, strict), got one that does not: ${message}`,
			});
		}
	});
	const innermost = problems.sort((one, other) => other.pointer.length - one.pointer.length)[0];
	if (innermost !== undefined) return innermost;
	const reason = messageOf(error);
	return { pointer: "", message: `expected schemas that compile together (JSON Schema 2020-12, strict), got others: ${reason}` };
}
