import { drawEventId, emitWebhook, receiverOf } from "../../run/emit-webhook.ts";
import type { RunContext } from "../../run/run-context.ts";
import type { Case } from "../case.ts";
import { aboutWebhook, evidenceOfFields, skipRejected, subjectsOf } from "./subject.ts";

/** Delivers each webhook again, as a vendor does that saw no response. */
export function repeatCases(context: RunContext): Case[] {
	const { repeat = (fields) => fields } = receiverOf(context).receiver;
	return subjectsOf(context).map((subject) => ({
		id: `repeat ${subject.name}`,
		kind: "repeat",
		proves: `A receiver responds to ${subject.name} alike when it is sent again.`,
		...aboutWebhook(subject),
		evidence: [subject.fields, repeat(subject.fields)].map((fields) => evidenceOfFields(context, subject, fields)),
		run: async (session) => {
			const id = drawEventId(context);
			const first = await emitWebhook(session, { ...subject, id });
			await emitWebhook(session, { ...subject, fields: repeat(subject.fields), id }, { role: "repeat" });
			skipRejected(context, first);
		},
	}));
}
