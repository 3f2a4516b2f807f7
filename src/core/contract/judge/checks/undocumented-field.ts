import { toPointer } from "../../../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemas } from "../../../operation/json-schema.ts";
import { viewSchema } from "../../../operation/schema-view.ts";
import type { Step } from "../../exchange.ts";
import { bodyPlace, type Check, type CheckContext, statusKey } from "../check.ts";
import { type Judgement, show } from "../finding.ts";

/** A member that nothing documents breaks no client that was there before, and is the first sign of a change. */
export const undocumentedField: Check = {
	id: "undocumented-field",
	title: "Bodies have no undocumented members.",
	step: (step, context) => {
		const { exchange } = step;
		const key = statusKey(context, exchange);
		const part = key === undefined ? undefined : context.api.payloads.operations[exchange.operationId]?.responses[key]?.body;
		if (part === undefined || exchange.body.kind !== "json") return [];
		const found: [pointer: string, value: unknown][] = [];
		collect(exchange.body.value, part.schema, context.api.payloads.schemas, [], found);
		return found.map(([pointer, value]) => judge(step, context, pointer, value));
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

function judge(step: Step, context: CheckContext, pointer: string, value: unknown): Judgement {
	return {
		step,
		severity: "additive",
		pointer: `/response/body${pointer}`,
		documented: "no such member",
		received: show(value),
		...bodyPlace(context, step.exchange, pointer),
	};
}
