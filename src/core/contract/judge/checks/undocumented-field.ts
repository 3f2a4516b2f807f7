import { show } from "../../../operation/describe-rule.ts";
import { toPointer } from "../../../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemas } from "../../../operation/json-schema.ts";
import { viewSchema } from "../../../operation/schema-view.ts";
import { bodyResult, type Check, documentedResponse } from "../check.ts";

/** An undocumented member breaks no existing client, but is the first sign of a change. */
export const undocumentedField: Check = {
	id: "undocumented-field",
	title: "Bodies have no undocumented members.",
	step: (step, context) => {
		const { body } = step.exchange;
		const { payloads } = documentedResponse(context, step.exchange) ?? {};
		if (payloads?.body === undefined || body.kind !== "json") return [];
		const found: [pointer: string, value: unknown][] = [];
		collect(body.value, payloads.body.schema, context.api.payloads.schemas, [], found);
		return found.map(([pointer, value]) => {
			return { ...bodyResult(context, step, pointer, "no such member", show(value)), severity: "additive" };
		});
	},
};

function collect(
	value: unknown,
	schema: JsonSchema | undefined,
	schemas: JsonSchemas,
	path: (string | number)[],
	found: [string, unknown][],
): void {
	if (typeof value !== "object" || value === null) return;
	const { items, properties, open } = viewSchema(schema, schemas);
	if (Array.isArray(value)) {
		if (items === undefined) return;
		for (const [index, item] of value.entries()) {
			path.push(index);
			collect(item, items, schemas, path, found);
			path.pop();
		}
		return;
	}
	if (properties === undefined || open) return;
	for (const name in value) {
		const inner = (value as Readonly<Record<string, unknown>>)[name];
		path.push(name);
		if (Object.hasOwn(properties, name)) collect(inner, properties[name], schemas, path, found);
		else found.push([toPointer(path), inner]);
		path.pop();
	}
}
