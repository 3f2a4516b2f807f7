import { type RequestPart, violationsOf } from "../../../operation/violation.ts";
import type { BrokenRule, Step } from "../../exchange.ts";
import { statusOf, succeeded } from "../../exchange.ts";
import { type Check, type CheckContext, describeRule } from "../check.ts";
import type { Judgement } from "../finding.ts";
import { placeOfOperation, placeWithin } from "../place.ts";

/** Refusals that say nothing about the rule: who may ask, how often, and where. */
const OTHER_REASONS = new Set([401, 403, 404, 405, 408, 429]);

/** A request that breaks a documented rule is refused for it. */
export const constraintsEnforced: Check = {
	id: "constraints-enforced",
	title: "A request that breaks a rule is refused.",
	step: (step, context) => {
		if (step.exchange.response === undefined) return [];
		if (step.expect.kind === "any") return judgeRecorded(step, context);
		if (step.expect.kind !== "refused") return [];
		const { broken } = step.expect;
		const status = statusOf(step);
		const forPath = broken.part === "path" && status === 404;
		if (status >= 400 && status < 500 && (forPath || !OTHER_REASONS.has(status))) return [];
		return [judge(step, broken, context)];
	},
};

function judge(step: Step, broken: BrokenRule, { api }: CheckContext): Judgement {
	const { operationId } = step.exchange;
	const operation = placeOfOperation(api, operationId);
	const expected = broken.part === "path" ? "404 or 400" : "400";
	return {
		step,
		pointer: `/request/${broken.part}${broken.pointer}`,
		keyword: broken.keyword,
		documented: `${describeRule(broken)}; ${expected} otherwise`,
		received: String(statusOf(step)),
		...placeWithin(api, api.payloads.operations[operationId]?.request[broken.part], broken.pointer, operation),
	};
}

/** Recorded traffic breaks rules by chance; that is worth a word only where it was let through. */
function judgeRecorded(step: Step, context: CheckContext): Judgement[] {
	const { operationId, parts } = step.exchange;
	if (!succeeded(step)) return [];
	const validators = Object.entries(context.api.requestValidators[operationId] ?? {});
	return validators.flatMap(([part, validator]) =>
		violationsOf(validator, parts[part as RequestPart]).map(({ pointer, keyword, expected }) =>
			judge(step, { part: part as RequestPart, pointer, keyword, expected }, context),
		),
	);
}
