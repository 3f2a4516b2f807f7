import { describeRule } from "../../../operation/describe-rule.ts";
import { placeOfOperation, placeWithin } from "../../../operation/spec-location.ts";
import { type RequestPart, violationsOf } from "../../../operation/violation.ts";
import { type BrokenRule, isRecorded, type RecordedPart, type Step, statusOf, succeeded } from "../../exchange.ts";
import type { Check, CheckContext } from "../check.ts";
import type { CheckResult } from "../finding.ts";

/** Rejections for other reasons than the rule: credentials, path, method, time or rate. */
const OTHER_REASONS = new Set([401, 403, 404, 405, 408, 429]);

/** A rejection counts only if the broken rule can be its reason: 401 or 429 prove nothing. */
export const constraintsEnforced: Check = {
	id: "constraints-enforced",
	title: "A request that breaks a rule is rejected.",
	step: (step, context) => {
		if (step.exchange.response === undefined) return [];
		if (step.expect.kind === "any") return judgeRecorded(step, context);
		if (step.expect.kind !== "rejected") return [];
		const { broken } = step.expect;
		const status = statusOf(step);
		const forPath = broken.part === "path" && status === 404;
		if (status >= 400 && status < 500 && (forPath || !OTHER_REASONS.has(status))) return [];
		return [notEnforced(step, broken, context)];
	},
};

function notEnforced(step: Step, broken: BrokenRule, { api }: CheckContext): CheckResult {
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

/** The part of a recording that holds each part of a request. The path is always there, with the query. */
const RECORDED_IN: Readonly<Partial<Record<RequestPart, RecordedPart>>> = {
	header: "request headers",
	cookie: "request cookies",
	body: "request body",
};

/** Recorded requests break rules by chance. That is a finding only if the server accepted them. */
function judgeRecorded(step: Step, context: CheckContext): CheckResult[] {
	const { operationId, parts } = step.exchange;
	if (!succeeded(step)) return [];
	return Object.entries(context.api.requestValidators[operationId] ?? {}).flatMap(([name, validator]) => {
		// `Object.entries` widens the keys.
		const part = name as RequestPart;
		const recordedIn = RECORDED_IN[part];
		if (recordedIn !== undefined && !isRecorded(step.exchange, recordedIn)) return [];
		return violationsOf(validator, parts[part] ?? {}).map(({ pointer, keyword, expected }) =>
			notEnforced(step, { part, pointer, keyword, expected }, context),
		);
	});
}
