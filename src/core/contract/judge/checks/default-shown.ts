import { viewSchema } from "../../../operation/schema-view.ts";
import { isRecorded, type Step, succeeded } from "../../exchange.ts";
import type { Check, CheckContext } from "../check.ts";
import type { CheckResult } from "../finding.ts";
import { differingMembers, extractResource, idOf, readsOf } from "../shown.ts";

/** As with sent values, a nullable member may be null in a list and in the response to the creation. */
export const defaultShown: Check = {
	id: "default-shown",
	title: "A field that a creation or a PUT leaves out has its documented default.",
	step: (step, context) => (isWhole(step, context) ? judgeDefaults(step, step, context) : []),
	sequence: (steps, context) =>
		steps
			.filter((step) => (step.role === "create" || step.role === "update") && isWhole(step, context))
			.flatMap((write) => {
				const id = idOf(write, context);
				const reads = id === undefined ? [] : readsOf(steps, write, id, context);
				return reads.flatMap((read) => judgeDefaults(write, read, context));
			}),
};

/** Whether a request determines every field of a resource. */
function isWhole(step: Step, { resources }: CheckContext): boolean {
	const { action, replaces } = resources.view(step.exchange.operationId);
	return succeeded(step) && (action === "create" || (action === "update" && replaces));
}

/** Compares a response that shows a written resource with the defaults of the fields that the request left out. */
function judgeDefaults(write: Step, step: Step, context: CheckContext): CheckResult[] {
	const shown = extractResource(step, idOf(write, context) ?? "", context);
	if (shown === undefined || !isRecorded(write.exchange, "request body")) return [];
	const expected = unsentDefaults(write, context).filter(([name]) => shown.members.has(name));
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
