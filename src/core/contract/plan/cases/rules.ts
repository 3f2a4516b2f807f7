import type { RequestParts } from "../../../operation/arguments.ts";
import { describeRule } from "../../../operation/describe-rule.ts";
import { operationOf } from "../../../operation/generated-api.ts";
import type { JsonSchema } from "../../../operation/json-schema.ts";
import { decodeRequest, encodeRequest } from "../../../operation/request.ts";
import { type RequestPart, violationsOf } from "../../../operation/violation.ts";
import type { BrokenRule } from "../../exchange.ts";
import type { RunContext } from "../../run/run-context.ts";
import type { Session } from "../../run/session.ts";
import { breaksAlone } from "../breaks-alone.ts";
import type { Case, Skip } from "../case.ts";
import { type Constraint, constraintsOf, rulePointer } from "../constraints.ts";
import { baseBody, type RequestValues } from "../values.ts";
import { breakConstraint, keepConstraint } from "../violate.ts";

/** One documented rule of one part of a request. */
interface RequestRule {
	readonly operationId: string;
	readonly part: RequestPart;
	/** The schema of the whole part. */
	readonly schema: JsonSchema;
	readonly constraint: Constraint;
	readonly broken: BrokenRule;
}

/** Breaks each documented rule of a request, one at a time, if the encoded request shows it; and tries values at the limits. */
export function ruleCases(context: RunContext): (Case | Skip)[] {
	return requestRules(context).flatMap((rule) => [negative(context, rule), limit(context, rule) ?? []].flat());
}

/** The rules of the selected operations: an API has thousands, and to break each takes the most of the time of the plan. */
function requestRules({ api, selected }: RunContext): RequestRule[] {
	return selected.flatMap((operationId) =>
		Object.entries(api.payloads.operations[operationId]?.request ?? {}).flatMap(([name, { schema }]) =>
			constraintsOf(schema, api.payloads.schemas).map((constraint) => {
				const { keyword, expected } = constraint;
				// `Object.entries` widens the keys.
				const part = name as RequestPart;
				const broken = { part, pointer: rulePointer(constraint), keyword, expected };
				return { operationId, part, schema, constraint, broken };
			}),
		),
	);
}

function negative(context: RunContext, rule: RequestRule): Case | Skip {
	const { operationId, part, broken } = rule;
	const base = {
		id: `negative ${operationId} ${part}${broken.pointer} ${broken.keyword}`,
		kind: "negative" as const,
		operationIds: [operationId],
		rule: broken,
	};
	const values = brokenValues(context, rule);
	if ("reason" in values) return { ...base, reason: values.reason };
	return {
		...base,
		proves: `${operationId} rejects a request whose ${part}${broken.pointer} is not: ${describeRule(broken)}.`,
		writes: operationOf(context.api, operationId).method !== "GET",
		evidence: [{ operationId, broken, ...(part === "path" && { item: "any" }) }],
		run: (session) => runRule(session, rule, values.value, "rejected"),
	};
}

/** The values of the part with the rule broken, or the reason why the encoded request cannot show it. */
function brokenValues(context: RunContext, rule: RequestRule): { value: Record<string, unknown> } | { reason: string } {
	const { operationId, part, schema, constraint } = rule;
	const valid = validParts(context, operationId);
	if (constraint.path.length === 0 && constraint.keyword === "type") return { reason: "a request cannot encode another type" };
	const { value } = breakConstraint(constraint, valid[part] ?? {}, schema, context.api.payloads.schemas);
	const reason = indistinguishable(context, rule, { ...valid, [part]: value });
	// A part of a request is an object, and a broken rule of its members leaves it one.
	return reason === undefined ? { value: value as Record<string, unknown> } : { reason };
}

/** Why the encoded request does not show that the rule is broken; undefined if it does. */
function indistinguishable({ api }: RunContext, rule: RequestRule, parts: RequestParts): string | undefined {
	const { operationId, part, broken } = rule;
	const operation = operationOf(api, operationId);
	try {
		const decoded = decodeRequest(operation, encodeRequest(operation, parts, "http://localhost"));
		const validator = api.requestValidators[operationId]?.[part];
		if (decoded === undefined) return "the path would be another one";
		if (validator === undefined) throw new Error(`${operationId}: no validator for the ${part}`);
		const violations = violationsOf(validator, decoded[part]).map((violation) => ({ ...violation, part }));
		if (violations.length === 0) return "it encodes to the same text as a valid value";
		return breaksAlone(violations, broken) ? undefined : "it encodes to text that breaks another rule";
	} catch (error) {
		if (error instanceof TypeError) return `it cannot be encoded: ${error.message}`;
		throw error;
	}
}

/** Documented values for every part, whether or not the resources that they name exist. */
function validParts({ api, policy }: RunContext, operationId: string): RequestParts {
	const operation = operationOf(api, operationId);
	const examples = api.payloads.operations[operationId]?.parameterExamples ?? {};
	const parts: RequestParts = {};
	for (const [name, parameter] of Object.entries(operation.parameters)) {
		const values = parts[parameter.in] ?? {};
		parts[parameter.in] = values;
		if (parameter.required || parameter.in === "path") values[name] = examples[name];
	}
	const body = baseBody(api, policy, operationId);
	if (body !== undefined) parts.body = { ...body };
	return parts;
}

const LIMITS = new Set(["maxLength", "minLength", "minimum", "maximum", "enum", "maxItems", "minItems"]);

/** A case with a value at the limit of a rule, which the target must accept; undefined for rules without a limit. */
function limit(context: RunContext, rule: RequestRule): Case | undefined {
	const { operationId, part, schema, constraint, broken } = rule;
	const name = String(constraint.path[0]);
	if (part === "path" || constraint.path.length !== 1 || !LIMITS.has(broken.keyword)) return undefined;
	if (constraint.schema.pattern !== undefined || context.policy.unusableParameters[name] !== undefined) return undefined;
	const valid = validParts(context, operationId)[part] ?? {};
	// Only a member of the part changes, so that the value is an object as before.
	const value = keepConstraint(constraint, valid, schema, context.api.payloads.schemas) as Record<string, unknown>;
	return {
		id: `limit ${operationId} ${part}${broken.pointer} ${broken.keyword}`,
		kind: "limit",
		proves: `${operationId} accepts a ${part}${broken.pointer} at the limit: ${describeRule(broken)}.`,
		operationIds: [operationId],
		writes: operationOf(context.api, operationId).method !== "GET",
		rule: broken,
		evidence: [{ operationId, parts: { [part]: { [name]: value[name] } } }],
		run: (session) => runRule(session, rule, value, "success"),
	};
}

async function runRule(session: Session, rule: RequestRule, value: RequestValues, kind: "rejected" | "success"): Promise<void> {
	const { operationId, part, broken } = rule;
	const { operations } = session.context.resources.of(operationId);
	// The broken rule must be the only reason for a rejection, so that every resource in the path exists.
	const id = part === "path" ? await session.itemOf(operationId) : await session.existingItem(operationId);
	const path = await session.pathOf(operationId, id);
	const parts = session.partsOf(operationId, path);
	const [, name = ""] = broken.pointer.split("/");
	const changed = Object.hasOwn(value, name) ? { [name]: value[name] } : {};
	const sent = { ...parts, [part]: part === "path" ? { ...path, ...changed } : value };
	const expect = kind === "rejected" ? { kind, broken } : { kind };
	if (kind === "success" && operations.create.includes(operationId)) {
		await session.createFrom(operationId, sent);
		return;
	}
	await session.send(operationId, sent, { expect, role: "probe" });
	if (kind === "rejected") await session.lookAfterwards(operationId, id);
}
