import { isRecorded } from "../../exchange.ts";
import { type Check, documentedResponse, headerResult, responsePlace } from "../check.ts";

export const contentType: Check = {
	id: "content-type",
	title: "Every body has a documented content type, in UTF-8.",
	step: (step, context) => {
		const { response, mediaTypes = [] } = documentedResponse(context, step.exchange) ?? {};
		const header = response?.headers["content-type"];
		// Without the headers, the type is only what the recording tool made of the body.
		if (!isRecorded(step.exchange, "response headers")) return [];
		// The header of a body that was not recorded is judged, if there is one.
		const hasBody = Boolean(response?.body) || (header !== undefined && !isRecorded(step.exchange, "response body"));
		if (mediaTypes.length === 0 || !hasBody) return [];
		const [mediaType, ...parameters] = (header ?? "").split(";").map((part) => part.trim().toLowerCase());
		const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length);
		const known = mediaTypes.some((documented) => documented.toLowerCase() === mediaType);
		if (known && (charset === undefined || /^"?utf-?8"?$/.test(charset))) return [];
		const documented = known ? `${mediaType} in UTF-8` : mediaTypes.join(" or ");
		return [headerResult(step, "content-type", documented, header ?? "nothing", responsePlace(context, step.exchange))];
	},
};
