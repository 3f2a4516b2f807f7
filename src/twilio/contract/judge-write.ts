import type { WriteDeviation } from "../../core/contract/policy.ts";
import { show } from "../../core/operation/describe-rule.ts";
import { isRecord } from "../../core/operation/is-record.ts";

type Values = Readonly<Record<string, unknown>>;

/** Finds variables of a template that the text of the message still has in braces although the request gave their values. */
export function judgeWrite(fields: Values, payload: Values): WriteDeviation[] {
	const { body } = payload;
	if (fields.ContentSid === undefined || typeof body !== "string") return [];
	const left = variablesOf(fields.ContentVariables).filter((name) => body.includes(`{{${name}}}`));
	if (left.length === 0) return [];
	const documented = `the text with the values of ${left.join(", ")} in it`;
	return [{ member: "body", documented, received: show(body) }];
}

/** The names in `ContentVariables`: an object, or a string of JSON that holds one. */
function variablesOf(given: unknown): string[] {
	try {
		const variables = typeof given === "string" ? JSON.parse(given) : given;
		return isRecord(variables) ? Object.keys(variables) : [];
	} catch {
		return [];
	}
}
