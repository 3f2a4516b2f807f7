import { emitWebhook } from "../../run/emit-webhook.ts";
import type { RunContext } from "../../run/run-context.ts";
import type { Case, CaseKind } from "../case.ts";
import type { RequestValues } from "../values.ts";
import { aboutWebhook, evidenceOfFields, type Subject, skipRejected, subjectsOf } from "./subject.ts";
import { variantsOf } from "./variants.ts";

/** Delivers each documented webhook, and variants of it that the description allows as well. */
export function eventCases(context: RunContext): Case[] {
	return subjectsOf(context).flatMap((subject) => [
		...casesOf(context, subject, "example", subject.examples, (name) => `the documented ${name}`),
		...casesOf(
			context,
			subject,
			"variant",
			variantsOf(context, subject),
			(name) => `the documented one with another content: ${name}`,
		),
	]);
}

function casesOf(
	context: RunContext,
	subject: Subject,
	kind: CaseKind,
	bodies: Readonly<Record<string, RequestValues>>,
	describe: (name: string) => string,
): Case[] {
	return Object.entries(bodies).map(([name, fields]) => ({
		id: `${kind} ${subject.name} ${name}`,
		kind,
		proves: `A receiver accepts ${subject.name}, ${describe(name)}.`,
		...aboutWebhook(subject),
		evidence: [evidenceOfFields(context, subject, fields)],
		run: async (session) => skipRejected(context, await emitWebhook(session, { ...subject, fields })),
	}));
}
