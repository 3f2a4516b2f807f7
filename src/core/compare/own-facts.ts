import { flatten } from "../operation/flatten.ts";
import type { GeneratedApi } from "../operation/generated-api.ts";
import type { JsonSchema } from "../operation/json-schema.ts";
import { FactCollector, type OperationFacts } from "./facts.ts";

/** The facts of our own description. */
export function ownFacts({ operations, payloads }: GeneratedApi): OperationFacts[] {
	return Object.entries(operations).map(([name, { method, path, parameters, responses }]) => {
		const collector = new FactCollector(path, payloads.schemas);
		const { request = {}, responses: answers = {} } = payloads.operations[name] ?? {};
		for (const [parameter, descriptor] of Object.entries(parameters)) {
			const part = request[descriptor.in]?.schema ?? true;
			const members = typeof part === "boolean" ? {} : (flatten(part, payloads.schemas).properties as Record<string, JsonSchema>);
			collector.addParameter(descriptor.in, parameter, members[parameter] ?? true, descriptor.required ?? false);
		}
		if (request.body) collector.addBody(request.body.schema);
		for (const status of Object.keys(responses)) collector.addAnswer(status, answers[status]?.body?.schema);
		return { name, method, path, values: collector.values };
	});
}
