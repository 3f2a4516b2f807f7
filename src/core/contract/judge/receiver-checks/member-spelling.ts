import { toPointer } from "../../../operation/json-pointer.ts";
import { viewSchema } from "../../../operation/schema-view.ts";
import { payloadOf } from "../../exchange.ts";
import { bodyResult, type Check, documentedResponse } from "../check.ts";

/** The sender does not read a member by another name, so that what the receiver wants does not happen. */
export const memberSpelling: Check = {
	id: "member-spelling",
	title: "Members are spelt as documented.",
	step: (step, context) => {
		const { payloads } = documentedResponse(context, step.exchange) ?? {};
		const { properties = {} } = viewSchema(payloads?.body?.schema, context.api.payloads.schemas);
		return Object.keys(payloadOf(step) ?? {}).flatMap((name) => {
			if (Object.hasOwn(properties, name)) return [];
			const meant = Object.keys(properties).find((known) => simplify(known) === simplify(name));
			return meant === undefined ? [] : [bodyResult(context, step, toPointer([name]), meant, name)];
		});
	},
};

function simplify(name: string): string {
	return name.replace(/[_-]/g, "").toLowerCase();
}
