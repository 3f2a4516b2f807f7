import { type Step, succeeded } from "../../exchange.ts";
import { bodyPlace, type Check, type CheckContext } from "../check.ts";
import { type Judgement, show } from "../finding.ts";
import { extractResource, idOf, isScalar, itemsPointer, type ResourceSnapshot, sentMembers, showsSame } from "../shown.ts";

/** What was created can be read from then on, and is what was sent and what the creation answered. */
export const readYourWrite: Check = {
	id: "read-your-write",
	title: "What was created can be read, unchanged.",
	sequence: (steps, context) => {
		const creations = steps.filter((step) => step.role === "create" && succeeded(step));
		return creations.flatMap((creation) => {
			const id = idOf(creation, context);
			if (id === undefined) return nameless(creation, context);
			const created = extractResource(creation, id, context);
			if (created === undefined) return [];
			return readings(steps, creation, id, context).flatMap((step) => judgeReading(step, created, id, context));
		});
	},
};

/** The successful readings of a resource between its creation and its first change. */
function readings(steps: readonly Step[], creation: Step, id: string, context: CheckContext): Step[] {
	const later = steps.slice(steps.indexOf(creation) + 1);
	const end = later.findIndex((step) => (step.role === "update" || step.role === "delete") && idOf(step, context) === id);
	return later.slice(0, end < 0 ? undefined : end).filter((step) => {
		if (!succeeded(step)) return false;
		return step.role === "list" || (step.role === "fetch" && idOf(step, context) === id);
	});
}

/** Without an identifier nothing can be read, and nothing that follows can be proved. */
function nameless(creation: Step, context: CheckContext): Judgement[] {
	if (creation.exchange.body.kind !== "json") return [];
	const { idField } = context.policy;
	const place = bodyPlace(context, creation.exchange, `/${idField}`);
	const documented = "an identifier to read it by";
	return [{ step: creation, pointer: `/response/body/${idField}`, documented, received: "none", ...place }];
}

function judgeReading(step: Step, created: ResourceSnapshot, id: string, context: CheckContext): Judgement[] {
	const shown = extractResource(step, id, context);
	if (shown === undefined) return [missing(step, id, context)];
	const sent = sentMembers(created.step, shown, context);
	const expected = new Map([...answered(created, shown, context), ...sent]);
	return [...expected].flatMap(([name, value]) => {
		const now = shown.payload[name];
		const member = shown.members.get(name);
		if (now === undefined || showsSame(value, now, member)) return [];
		// A list may leave out what a single resource shows.
		if (shown.action === "list" && now === null && member?.nullable) return [];
		const pointer = `${shown.pointer}/${name}`;
		const documented = `${show(value)}, as ${sent.has(name) ? "sent" : "answered"} at the creation`;
		const place = bodyPlace(context, step.exchange, pointer);
		return [{ step, pointer: `/response/body${pointer}`, documented, received: show(now), ...place }];
	});
}

/** What the creation answered and a reading has to repeat. Addresses differ where the resource has several. */
function answered(created: ResourceSnapshot, shown: ResourceSnapshot, { resources, policy }: CheckContext): [string, unknown][] {
	const pathOf = ({ step }: ResourceSnapshot) => resources.view(step.exchange.operationId).collectionPath;
	const samePath = pathOf(created) === pathOf(shown);
	return Object.entries(created.payload).filter(([name, value]) => {
		const member = shown.members.get(name);
		if (member === undefined || value === null || policy.volatileMembers.includes(name)) return false;
		if (!isScalar(value) || !isScalar(shown.payload[name])) return false;
		return samePath || member.format !== "uri";
	});
}

function missing(step: Step, id: string, context: CheckContext): Judgement {
	const { action } = context.resources.view(step.exchange.operationId);
	const items = (action === "list" && itemsPointer(step, context)) || "";
	const place = bodyPlace(context, step.exchange, items);
	return {
		step,
		pointer: `/response/body${items}`,
		documented: `shows ${id}, which was created`,
		received: "does not",
		...place,
	};
}
