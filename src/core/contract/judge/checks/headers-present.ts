import { toPointer } from "../../../operation/json-pointer.ts";
import { placeWithin } from "../../../operation/spec-location.ts";
import { isRecorded, succeeded } from "../../exchange.ts";
import { type Check, documentedResponse, headerResult, responsePlace } from "../check.ts";

/** Only a success to a request with `Origin` is judged: other responses may leave optional headers out, such as those of CORS. */
export const headersPresent: Check = {
	id: "headers-present",
	title: "A success has the documented optional headers.",
	step: (step, context) => {
		const { exchange } = step;
		const { response, payloads } = documentedResponse(context, exchange) ?? {};
		if (response === undefined || !succeeded(step) || !isRecorded(exchange, "response headers")) return [];
		if (exchange.request.headers.origin === undefined) return [];
		const names = Object.keys(payloads?.headers.descriptors ?? {});
		const absent = names.filter((name) => response.headers[name.toLowerCase()] === undefined);
		return absent.map((name) => {
			const place = placeWithin(context.api, payloads?.headers, toPointer([name]), responsePlace(context, exchange));
			return { ...headerResult(step, name, `the header ${name}`, "nothing", place), severity: "absent" };
		});
	},
};
