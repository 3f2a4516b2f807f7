import { operationOf } from "../../../operation/generated-api.ts";
import { toPointer } from "../../../operation/json-pointer.ts";
import { placeWithin } from "../../../operation/spec-location.ts";
import { succeeded } from "../../exchange.ts";
import { type Check, responsePlace, statusKey } from "../check.ts";

/** Only a success to a request with `Origin` is judged: other responses may leave optional headers out, such as those of CORS. */
export const headersPresent: Check = {
	id: "headers-present",
	title: "A success has the documented optional headers.",
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
				...placeWithin(context.api, part, toPointer([name]), responsePlace(context, exchange)),
			}));
	},
};
