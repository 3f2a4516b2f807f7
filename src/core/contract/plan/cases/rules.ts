import type { RequestParts } from "../../../operation/arguments.ts";
import { operationOf } from "../../../operation/generated-api.ts";
import { toPointer } from "../../../operation/json-pointer.ts";
import { decodeRequest, encodeRequest } from "../../../operation/request.ts";
import { violationsOf } from "../../../operation/violation.ts";
import type { BrokenRule } from "../../exchange.ts";
import { describeRule } from "../../judge/check.ts";
import type { Bench, Session } from "../../run/session.ts";
import type { Case, Plan, Skip } from "../case.ts";
import { type Constraint, constraintsOf, pointerSegments } from "../constraints.ts";
import { baseBody } from "../values.ts";
import { breakConstraint, keepConstraint } from "../violate.ts";

type Part = keyof RequestParts;

/** One rule of one part of a request. */
interface Rule {
	readonly operationId: string;
	readonly part: Part;
	readonly constraint: Constraint;
	readonly broken: BrokenRule;
}

/** Every documented rule of a request is broken, one at a time, where that makes a difference on the wire; limits are tried out. */
export function ruleCases(bench: Bench): Plan {
	const plans = rulesOf(bench).flatMap((rule) => [negative(bench, rule), limit(bench, rule)]);
	return {
		cases: plans.filter((plan): plan is Case => plan !== undefined && "run" in plan),
		skips: plans.filter((plan): plan is Skip => plan !== undefined && "reason" in plan),
	};
}

function rulesOf({ api }: Bench): Rule[] {
	return Object.entries(api.payloads.operations).flatMap(([operationId, { request }]) =>
		Object.entries(request).flatMap(([part, { schema }]) =>
			constraintsOf(schema, api.payloads.schemas).map((constraint) => {
				const { keyword, expected, path } = constraint;
				const segments = [...pointerSegments(path), ...(keyword === "required" ? [String(expected)] : [])];
				return {
					operationId,
					part: part as Part,
					constraint,
					broken: { part: part as Part, pointer: toPointer(segments), keyword, expected },
				};
			}),
		),
	);
}

function negative(bench: Bench, rule: Rule): Case | Skip {
	const { operationId, part, broken } = rule;
	const base = {
		id: `negative ${operationId} ${part}${broken.pointer} ${broken.keyword}`,
		kind: "negative" as const,
		operationIds: [operationId],
		rule: broken,
	};
	const values = brokenValues(bench, rule);
	if ("reason" in values) return { ...base, reason: values.reason };
	return {
		...base,
		proves: `${operationId} refuses a request whose ${part}${broken.pointer} is not: ${describeRule(broken)}.`,
		writes: operationOf(bench.api, operationId).method !== "GET",
		run: (session) => runRule(session, rule, values.value, "refused"),
	};
}

/** The values of the part with the rule broken; the reason where that cannot be seen on the wire. */
function brokenValues(bench: Bench, rule: Rule): { value: Record<string, unknown> } | { reason: string } {
	const { operationId, part, constraint } = rule;
	const { schemas } = bench.api.payloads;
	const schema = bench.api.payloads.operations[operationId]?.request[part]?.schema ?? true;
	const valid = validParts(bench, operationId);
	if (constraint.path.length === 0 && constraint.keyword === "type") return { reason: "a request has no other way to write it" };
	const { value } = breakConstraint(constraint, valid[part] ?? {}, schema, schemas);
	const reason = indistinguishable(bench, rule, { ...valid, [part]: value });
	return reason === undefined ? { value: value as Record<string, unknown> } : { reason };
}

/** Why nobody can tell from the bytes on the wire that a rule is broken; undefined where everybody can. */
function indistinguishable({ api }: Bench, { operationId, part }: Rule, parts: RequestParts): string | undefined {
	const operation = operationOf(api, operationId);
	try {
		const decoded = decodeRequest(operation, encodeRequest(operation, parts, "http://localhost"));
		const validator = api.requestValidators[operationId]?.[part];
		if (decoded === undefined) return "the path is then another one";
		if (validator === undefined) throw new Error(`${operationId}: no validator for the ${part}`);
		return violationsOf(validator, decoded[part]).length > 0 ? undefined : "on the wire it is the same as a valid value";
	} catch (error) {
		if (error instanceof TypeError) return `it cannot be written: ${error.message}`;
		throw error;
	}
}

/** Documented values for every part, as if everything that is named existed. */
function validParts({ api, policy }: Bench, operationId: string): RequestParts {
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

/** A value that is just within the rule is taken. */
function limit(bench: Bench, rule: Rule): Case | undefined {
	const { operationId, part, constraint, broken } = rule;
	const name = String(constraint.path[0]);
	if (part === "path" || constraint.path.length !== 1 || !LIMITS.has(broken.keyword)) return undefined;
	if (constraint.schema.pattern !== undefined || bench.policy.unusableParameters[name] !== undefined) return undefined;
	const schema = bench.api.payloads.operations[operationId]?.request[part]?.schema ?? true;
	const valid = validParts(bench, operationId)[part] ?? {};
	const value = keepConstraint(constraint, valid, schema, bench.api.payloads.schemas);
	return {
		id: `limit ${operationId} ${part}${broken.pointer} ${broken.keyword}`,
		kind: "limit",
		proves: `${operationId} takes a ${part}${broken.pointer} that is just within: ${describeRule(broken)}.`,
		operationIds: [operationId],
		writes: operationOf(bench.api, operationId).method !== "GET",
		rule: broken,
		run: (session) => runRule(session, rule, value as Record<string, unknown>, "success"),
	};
}

async function runRule(
	session: Session,
	{ operationId, part, broken }: Rule,
	value: Record<string, unknown>,
	kind: "refused" | "success",
): Promise<void> {
	const { operations } = session.bench.resources.of(operationId);
	// The only thing wrong with the request must be the rule that is broken.
	const id = await session.itemOf(operationId);
	const path = await session.pathOf(operationId, id);
	const parts = session.partsOf(operationId, path);
	const sent = { ...parts, [part]: part === "path" ? { ...path, ...pick(value, broken.pointer) } : value };
	const expect = kind === "refused" ? { kind, broken } : { kind };
	if (kind === "success" && operations.create.includes(operationId)) {
		await session.create(operationId, sent.body);
		return;
	}
	await session.send(operationId, sent, { expect, role: "probe" });
	if (kind === "refused") await session.lookAfterwards(operationId, id);
}

/** The one member that a pointer leads to. */
function pick(values: Record<string, unknown>, pointer: string): Record<string, unknown> {
	const [, name = ""] = pointer.split("/");
	return Object.hasOwn(values, name) ? { [name]: values[name] } : {};
}
