import { show } from "../../../operation/describe-rule.ts";
import { toPointer } from "../../../operation/json-pointer.ts";
import { payloadOf, succeeded } from "../../exchange.ts";
import { bodyResult, type Check } from "../check.ts";
import { usableId } from "../shown.ts";

/** An identifier such as `..` or `a/b` leads to another path. One that is missing breaks the schema, if it is required. */
export const identifierUsable: Check = {
	id: "identifier-usable",
	title: "A created resource has an identifier that a path can hold.",
	step: (step, context) => {
		const { action, itemParameter, type } = context.resources.view(step.exchange.operationId);
		const { idField } = context.policy;
		const id = payloadOf(step)?.[idField];
		const isIdentified = action === "create" && itemParameter === undefined && !type.singleton;
		if (!succeeded(step) || !isIdentified || id === undefined) return [];
		if (usableId(id) !== undefined) return [];
		return [bodyResult(context, step, toPointer([idField]), "an identifier that a path can hold", show(id))];
	},
};
