import type { Model } from "../../scripts/pipeline/model.ts";
import type { JsonSchema } from "../../src/core/operation/json-schema.ts";

/** One unit of validation: a part of a request, or the headers or the body of a response. */
export interface Part {
	/** Such as `createThing request body` or `fetchThing 200 headers`. */
	readonly name: string;
	readonly schema: JsonSchema;
	/** The documented values, at least one. */
	readonly examples: readonly unknown[];
}

/** Every part of every operation and webhook of a model. */
export function partsOf({ operations, webhooks }: Model): Part[] {
	return [...operations, ...webhooks].flatMap(({ id, descriptor, request, responses }) => {
		const requestParts = Object.entries(request.schemas).map(([part, { schema }]): Part => {
			const name = `${id} request ${part}`;
			if (part === "body") return { name, schema, examples: Object.values(request.examples) };
			const values = Object.entries(request.parameterExamples).filter(
				([parameter]) => descriptor.parameters[parameter]?.in === part,
			);
			return { name, schema, examples: [Object.fromEntries(values)] };
		});
		const responseParts = Object.entries(responses).flatMap(([status, { headers, body, examples, headerExamples }]): Part[] => [
			{ name: `${id} ${status} headers`, schema: headers.schema, examples: [headerExamples] },
			...(body ? [{ name: `${id} ${status} body`, schema: body.schema, examples: Object.values(examples) }] : []),
		]);
		return [...requestParts, ...responseParts];
	});
}
