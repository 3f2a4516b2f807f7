import { isSuccessKey } from "../../src/core/operation/response.ts";
import type { OperationDoc, ParameterDoc } from "../pipeline/describe-operations.ts";
import { isWebhook } from "../pipeline/model.ts";

/** A documented call of an operation. */
export interface SampleCall {
	/** The name of the example; unique among the calls of an operation. */
	readonly name: string;
	/** What the example shows. */
	readonly summary: string;
	/** The arguments by name, before they are encoded; of a webhook, the members of the response. */
	readonly values: Readonly<Record<string, unknown>>;
}

/**
 * What the samples of an operation show: a call for each example of the body, the plainest first, and one with all options that have
 * good values. Those of a webhook show a response: the last example, because the first one changes nothing.
 */
export function documentedCalls(doc: OperationDoc): SampleCall[] {
	return isWebhook(doc.operation) ? [receiverCall(doc)] : requestCalls(doc);
}

function receiverCall({ responses }: OperationDoc): SampleCall {
	const examples = responses.filter(({ status }) => isSuccessKey(status)).flatMap((response) => response.examples);
	return { name: "receiver", summary: "Receiver", values: { ...(examples.at(-1)?.value as object) } };
}

function requestCalls({ operation, parameters, body }: OperationDoc): SampleCall[] {
	const { parameterExamples } = operation.request;
	const exampleOf = ({ name }: ParameterDoc): [string, unknown] => [name, parameterExamples[name] ?? name];
	const required = Object.fromEntries(parameters.filter((parameter) => parameter.required).map(exampleOf));
	const options = parameters.filter(
		(parameter) => !parameter.required && parameterExamples[parameter.name] !== undefined && isDetermined(parameter),
	);
	const bodies = body?.examples.length ? body.examples : [{ name: "default", summary: operation.summary, value: {} }];
	const calls = bodies.map(({ name, summary, value }) => ({
		name,
		summary: summary || operation.summary,
		values: { ...required, ...(value as object) },
	}));
	const [first] = calls;
	if (first === undefined || options.length === 0) return calls;
	const name = calls.some((call) => call.name === "with-options") ? "with-options-2" : "with-options";
	const values = { ...first.values, ...Object.fromEntries(options.map(exampleOf)) };
	return [...calls, { name, summary: "With options", values }];
}

/**
 * Whether the rules alone determine the good values. Any other text, such as a page token, is good only if the service
 * has issued it.
 */
function isDetermined({ type, constraints }: ParameterDoc): boolean {
	return /integer|number|boolean/.test(type) || constraints.some(({ schema }) => "enum" in schema || "const" in schema);
}
