import { operationOf } from "../../../operation/generated-api.ts";
import { toPointer } from "../../../operation/json-pointer.ts";
import { succeeded } from "../../exchange.ts";
import { answerPlace, type Check, statusKey } from "../check.ts";
import { placeWithin } from "../place.ts";

/**
 * Headers that are documented and not required are missed only where everything was done to get them: in a success, asked
 * for as a browser asks (with `Origin`).
 */
export const headersPresent: Check = {
	id: "headers-present",
	title: "Documented optional headers come with a success.",
	step: (step, context) => {
		const { exchange } = step;
		const { operationId, request, response } = exchange;
		const key = statusKey(context, exchange);
		if (response === undefined || key === undefined || !succeeded(step) || request.headers.origin === undefined) return [];
		const names = Object.keys(operationOf(context.api, operationId).responses[key]?.headers ?? {});
		const part = context.api.payloads.operations[operationId]?.responses[key]?.headers;
		return names
			.filter((name) => response.headers[name.toLowerCase()] === undefined)
			.map((name) => ({
				step,
				severity: "absent" as const,
				pointer: `/response/headers${toPointer([name.toLowerCase()])}`,
				documented: `the header ${name}`,
				received: "nothing",
				...placeWithin(context.api, part, toPointer([name]), answerPlace(context, exchange)),
			}));
	},
};
