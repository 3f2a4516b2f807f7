import { show } from "../../../operation/describe-rule.ts";
import { groupBy } from "../../../operation/group-by.ts";
import { isRecord } from "../../../operation/is-record.ts";
import { toPointer } from "../../../operation/json-pointer.ts";
import { type SchemaView, viewProperty } from "../../../operation/schema-view.ts";
import { shownMembers } from "../../../operation/shown-members.ts";
import { succeeded } from "../../exchange.ts";
import { bodyResult, type Check, type CheckContext, documentedResponse } from "../check.ts";
import type { CheckResult } from "../finding.ts";
import { walksOf } from "../pages.ts";
import { itemsOf, type ResourceSnapshot, writtenResource } from "../shown.ts";

/** The description marks such a number (`x-increases`). It may skip values. */
export const numberIncreases: Check = {
	id: "number-increases",
	title: "A number that grows with each resource of a collection is greater in every later one.",
	sequence: (steps, context) => {
		const creations = steps.filter((step) => step.role === "create" && succeeded(step));
		const collections = groupBy(creations, ({ exchange }) => `${exchange.operationId} ${JSON.stringify(exchange.parts.path)}`);
		const created = [...collections.values()].map((group) => group.flatMap((step) => writtenResource(step, context) ?? []));
		return [...created, ...orderedLists(steps, context)].flatMap((resources) => judgeGrowth(resources, context));
	},
};

/** The items of every walk in a documented order, from the oldest to the newest. */
function orderedLists(steps: Parameters<typeof walksOf>[0], context: CheckContext): ResourceSnapshot[][] {
	return walksOf(steps, context).flatMap((walk) => {
		const order = walk.steps[0]?.page?.order;
		if (order === undefined) return [];
		const items = walk.steps.flatMap((step) => {
			const { status = "" } = documentedResponse(context, step.exchange) ?? {};
			const members = shownMembers(context.api, step.exchange.operationId, status, "list");
			return itemsOf(step, walk.itemsPointer).flatMap((payload, index): ResourceSnapshot[] =>
				isRecord(payload) ? [{ step, action: "list", pointer: `${walk.itemsPointer}/${index}`, payload, members }] : [],
			);
		});
		return [order === "asc" ? items : items.toReversed()];
	});
}

function judgeGrowth(resources: readonly ResourceSnapshot[], context: CheckContext): CheckResult[] {
	return resources.slice(1).flatMap((later, index) => {
		const earlier = resources[index];
		return earlier === undefined ? [] : judgePair(earlier, later, context);
	});
}

function judgePair(earlier: ResourceSnapshot, later: ResourceSnapshot, context: CheckContext): CheckResult[] {
	const values = [...later.members].map(([name, view]): NumberPair => {
		return { pointer: toPointer([name]), view, before: earlier.payload[name], now: later.payload[name] };
	});
	return numbersIn(values, context).flatMap(({ pointer, before, now }) => {
		// A value of another type is a finding of `response-body`.
		if (typeof before !== "number" || typeof now !== "number" || now > before) return [];
		const documented = `more than ${before}, the number of the resource before it`;
		return [bodyResult(context, later.step, later.pointer + pointer, documented, show(now))];
	});
}

/** A member of two resources. */
interface NumberPair {
	readonly pointer: string;
	readonly view: SchemaView;
	readonly before: unknown;
	readonly now: unknown;
}

/** The members that grow, also those in objects that both resources have. */
function numbersIn(pairs: readonly NumberPair[], context: CheckContext): NumberPair[] {
	return pairs.flatMap((pair): NumberPair[] => {
		const { pointer, view, before, now } = pair;
		if (view["x-increases"] === true) return [pair];
		if (!isRecord(before) || !isRecord(now)) return [];
		const { schemas } = context.api.payloads;
		const inner = Object.keys(view.properties ?? {}).map((name): NumberPair => {
			return {
				pointer: pointer + toPointer([name]),
				view: viewProperty(view, name, schemas),
				before: before[name],
				now: now[name],
			};
		});
		return numbersIn(inner, context);
	});
}
