import { type GeneratedApi, operationOf } from "../../operation/generated-api.ts";
import type { Resources } from "../../operation/resources.ts";
import { documentedStatus } from "../../operation/response.ts";
import type { Violation } from "../../operation/violation.ts";
import type { Exchange, Step } from "../exchange.ts";
import type { ContractPolicy } from "../policy.ts";
import { type Judgement, type Severity, show } from "./finding.ts";
import { type Place, placeOfResponse, placeWithin } from "./place.ts";

/** What checks look things up in. */
export interface CheckContext {
	readonly api: GeneratedApi;
	readonly policy: ContractPolicy;
	readonly resources: Resources;
}

/** One rule that is checked. A check is a function of what was exchanged, and of nothing else. */
export interface Check {
	/** Also the name of its file. */
	readonly id: string;
	/** What it makes sure of, in one sentence. */
	readonly title: string;
	/** Judges one exchange by itself. */
	readonly step?: (step: Step, context: CheckContext) => Judgement[];
	/** Judges all exchanges of a case together. */
	readonly sequence?: (steps: readonly Step[], context: CheckContext) => Judgement[];
}

/** Nearly every check asks for it. */
const statusKeys = new WeakMap<Exchange, string | undefined>();

/** The documented status that an answer came with, as it stands in the description. */
export function statusKey({ api }: CheckContext, exchange: Exchange): string | undefined {
	if (statusKeys.has(exchange)) return statusKeys.get(exchange);
	const { operationId, response } = exchange;
	const key = response && documentedStatus(operationOf(api, operationId), response.status);
	statusKeys.set(exchange, key);
	return key;
}

/** The place of what an answer should have been. */
export function answerPlace(context: CheckContext, exchange: Exchange): Place {
	return placeOfResponse(context.api, exchange.operationId, statusKey(context, exchange));
}

/** The place of a member of an answer's body. */
export function bodyPlace(context: CheckContext, exchange: Exchange, pointer: string): Place {
	const key = statusKey(context, exchange) ?? "";
	const response = context.api.payloads.operations[exchange.operationId]?.responses[key];
	return placeWithin(context.api, response?.body, pointer, answerPlace(context, exchange));
}

/** One judgement a place, with every rule that is broken there. */
export function judgeViolations(
	violations: readonly Violation[],
	step: Step,
	prefix: string,
	placeOf: (pointer: string) => Place,
	severity?: Severity,
): Judgement[] {
	const byPointer = groupBy(violations, ({ pointer }) => pointer);
	return [...byPointer].map(([pointer, broken]) => ({
		step,
		...(severity && { severity }),
		pointer: prefix + pointer,
		documented: [...new Set(broken.map(describeRule))].join("; "),
		received: show(broken[0]?.received),
		...placeOf(pointer),
	}));
}

/** Sorts into lists by a key; the keys come in the order in which they are met. */
export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
	const groups = new Map<Key, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [item]);
		else group.push(item);
	}
	return groups;
}

/** A rule in words: what is asked for. */
export function describeRule({ keyword, expected }: Pick<Violation, "keyword" | "expected">): string {
	return RULES[keyword]?.(expected) ?? `${keyword} ${show(expected)}`;
}

const RULES: Readonly<Record<string, (expected: unknown) => string>> = {
	required: () => "required",
	type: (expected) => [expected].flat().join(" or "),
	pattern: (expected) => `matches ${expected}`,
	enum: (expected) => `one of ${(expected as unknown[]).map((value) => show(value)).join(", ")}`,
	minLength: (expected) => `at least ${expected} characters`,
	maxLength: (expected) => `at most ${expected} characters`,
	minimum: (expected) => `at least ${expected}`,
	maximum: (expected) => `at most ${expected}`,
	format: (expected) => String(expected),
	contentMediaType: (expected) => `holds ${expected === "application/json" ? "JSON" : expected}`,
	additionalProperties: () => "no such member",
};
