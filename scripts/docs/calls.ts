import type { OperationFacts } from "./facts.ts";
import type { Fact } from "./schema-facts.ts";

/** A documented call of an operation: every example of a body, and one more where there are options to show. */
export interface Call {
	/** The name of the example; unique among the calls of an operation. */
	readonly name: string;
	/** What the example shows. */
	readonly summary: string;
	/** The arguments by name, as they are before they are encoded. */
	readonly values: Readonly<Record<string, unknown>>;
}

/** The calls that the description documents. The first is the plainest. */
export function documentedCalls({ operation, parameters, body }: OperationFacts): Call[] {
	const { parameterExamples } = operation.request;
	const exampleOf = ({ name }: Fact): [string, unknown] => [name, parameterExamples[name] ?? name];
	const required = Object.fromEntries(parameters.filter((fact) => fact.required).map(exampleOf));
	const options = parameters.filter((fact) => !fact.required && parameterExamples[fact.name] !== undefined && isPinned(fact));
	const bodies = body?.examples.length ? body.examples : [{ name: "default", summary: operation.summary, value: {} }];
	const calls = bodies.map(({ name, summary, value }) => ({
		name,
		summary: summary || operation.summary,
		values: { ...required, ...(value as object) },
	}));
	const [first] = calls;
	if (first === undefined || options.length === 0) return calls;
	const name = calls.some((call) => call.name === "with-options") ? "with-options-2" : "with-options";
	return [
		...calls,
		{ name, summary: "With options", values: { ...first.values, ...Object.fromEntries(options.map(exampleOf)) } },
	];
}

/**
 * Whether the rules alone tell which values are good. Any other text, such as the token of a page, is good only if the
 * service has issued it.
 */
function isPinned({ type, limits }: Fact): boolean {
	return /integer|number|boolean/.test(type) || limits.some(({ words }) => words === "one of" || words === "always");
}
