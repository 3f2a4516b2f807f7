import { show } from "../../../operation/describe-rule.ts";
import { isRecord } from "../../../operation/is-record.ts";
import { toPointer } from "../../../operation/json-pointer.ts";
import type { Step } from "../../exchange.ts";
import { type Shape, shapeOf } from "../../plan/shape.ts";
import { bodyResult, type Check, type CheckContext, statusKey } from "../check.ts";
import type { CheckResult } from "../finding.ts";

/** An undocumented member breaks no existing client, but is the first sign of a change. */
export const undocumentedField: Check = {
	id: "undocumented-field",
	title: "Bodies have no undocumented members.",
	step: (step, context) => {
		const { exchange } = step;
		const key = statusKey(context, exchange);
		const part = key === undefined ? undefined : context.api.payloads.operations[exchange.operationId]?.responses[key]?.body;
		if (part === undefined || exchange.body.kind !== "json") return [];
		const found: [pointer: string, value: unknown][] = [];
		collect(exchange.body.value, shapeOf(part.schema, context.api.payloads.schemas), [], found);
		return found.map(([pointer, value]) => additiveMember(step, context, pointer, value));
	},
};

function collect(value: unknown, shape: Shape, path: (string | number)[], found: [string, unknown][]): void {
	if (Array.isArray(value)) {
		const { items } = shape;
		if (items === undefined) return;
		for (const [index, item] of value.entries()) {
			path.push(index);
			collect(item, items, path, found);
			path.pop();
		}
		return;
	}
	const { members } = shape;
	if (members === undefined || !isRecord(value)) return;
	for (const name in value) {
		const member = members.get(name);
		const inner = value[name];
		if (member === undefined) found.push([toPointer([...path, name]), inner]);
		else if (typeof inner === "object" && inner !== null) {
			path.push(name);
			collect(inner, member.shape, path, found);
			path.pop();
		}
	}
}

function additiveMember(step: Step, context: CheckContext, pointer: string, value: unknown): CheckResult {
	return { ...bodyResult(context, step, pointer, "no such member", show(value)), severity: "additive" };
}
