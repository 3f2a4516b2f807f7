import type { GeneratedApi } from "../operation/generated-api.ts";
import { viewSchema } from "../operation/schema-view.ts";
import { FactCollector, type OperationFacts } from "./facts.ts";

/** The facts of our own description. */
export function ownFacts({ operations, payloads }: GeneratedApi): OperationFacts[] {
	return Object.entries(operations).map(([name, { method, path, parameters, responses }]) => {
		const collector = new FactCollector(path, payloads.schemas);
		const { request = {}, responses: answers = {} } = payloads.operations[name] ?? {};
		for (const [parameter, descriptor] of Object.entries(parameters)) {
			const { properties = {} } = viewSchema(request[descriptor.in]?.schema, payloads.schemas);
			collector.addParameter(descriptor.in, parameter, properties[parameter] ?? true, descriptor.required ?? false);
		}
		if (request.body) collector.addBody(request.body.schema);
		for (const status of Object.keys(responses)) collector.addAnswer(status, answers[status]?.body?.schema);
		return { name, method, path, values: collector.values };
	});
}
