import { viewSchema } from "../../../operation/schema-view.ts";
import { isRecorded, type Step, succeeded } from "../../exchange.ts";
import type { Check, CheckContext } from "../check.ts";
import type { CheckResult } from "../finding.ts";
import { differingMembers, extractResource, idOf, readsOf } from "../shown.ts";

/** As with sent values, a nullable member may be null in a list and in the response to the creation. */
export const defaultShown: Check = {
	id: "default-shown",
	title: "A field that a creation leaves out has its documented default.",
	step: (step, context) => {
		if (!succeeded(step) || context.resources.view(step.exchange.operationId).action !== "create") return [];
		return judgeDefaults(step, step, context);
	},
	sequence: (steps, context) =>
		steps
			.filter((step) => step.role === "create" && succeeded(step))
			.flatMap((creation) => {
				const id = idOf(creation, context);
				const reads = id === undefined ? [] : readsOf(steps, creation, id, context);
				return reads.flatMap((read) => judgeDefaults(creation, read, context));
			}),
};

/** Compares a response that shows a created resource with the defaults of the fields that its creation left out. */
function judgeDefaults(creation: Step, step: Step, context: CheckContext): CheckResult[] {
	const shown = extractResource(step, idOf(creation, context) ?? "", context);
	if (shown === undefined || !isRecorded(creation.exchange, "request body")) return [];
	const expected = unsentDefaults(creation, context).filter(([name]) => shown.members.has(name));
	return differingMembers(shown, expected, () => "the default, as none was sent", shown.action !== "fetch", context);
}

/** The defaults of the fields that a request left out, by the member that shows each. */
function unsentDefaults({ exchange: { operationId, parts } }: Step, { api, policy }: CheckContext): [string, unknown][] {
	const { schemas, operations } = api.payloads;
	const { properties = {} } = viewSchema(operations[operationId]?.request.body?.schema, schemas);
	return Object.entries(properties).flatMap(([name, schema]): [string, unknown][] => {
		const value = viewSchema(schema, schemas).default;
		return value === undefined || parts.body?.[name] !== undefined ? [] : [[policy.propertyNameFor(name), value]];
	});
}
