import { splitArguments } from "../operation/arguments.ts";
import { describeRule, show } from "../operation/describe-rule.ts";
import type { OperationDescriptor } from "../operation/descriptor.ts";
import { fromPointer } from "../operation/json-pointer.ts";
import { type RequestPart, type RequestValidators, type Violation, violationsOf } from "../operation/violation.ts";
import type { ValueData } from "./explorer-data.ts";
import type { Arguments } from "./explorer-options.ts";

/** Lists the rules that arguments break, in words, by the name of the argument. */
export function checkArguments(
	operation: OperationDescriptor,
	validators: RequestValidators,
	values: Arguments,
	described: readonly ValueData[],
): Map<string, string[]> {
	const { parts } = splitArguments(operation, values);
	const messages = new Map<string, string[]>();
	// The compiler widens the keys to strings.
	for (const [part, validator] of Object.entries(validators) as [RequestPart, NonNullable<RequestValidators[RequestPart]>][]) {
		for (const violation of violationsOf(validator, parts[part] ?? {})) {
			const [name = ""] = fromPointer(violation.pointer);
			const words = violationWords(
				violation,
				described.find((value) => value.name === name),
			);
			messages.set(name, [...(messages.get(name) ?? []), words]);
		}
	}
	return messages;
}

function violationWords({ keyword, expected, received }: Violation, value: ValueData | undefined): string {
	if (keyword === "required") return "Required: enter a value.";
	if (keyword === "contentMediaType") return `Must be JSON. ${jsonProblem(String(received))}`;
	const rule = keyword === "pattern" && value?.patternWords ? value.patternWords : describeRule({ keyword, expected });
	return `Must be ${rule.replace(/^matches /, "a text that matches ")}. This is ${receivedWords(keyword, received)}.`;
}

function receivedWords(keyword: string, received: unknown): string {
	return /Length$/.test(keyword) ? `${[...String(received)].length} characters long` : show(received);
}

function jsonProblem(text: string): string {
	try {
		JSON.parse(text);
		return "";
	} catch (error) {
		return error instanceof Error ? `${error.message}.` : "";
	}
}
