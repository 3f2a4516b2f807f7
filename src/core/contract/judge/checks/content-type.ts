import { operationOf } from "../../../operation/generated-api.ts";
import { type Check, responsePlace, statusKey } from "../check.ts";

export const contentType: Check = {
	id: "content-type",
	title: "Every body has a documented content type, in UTF-8.",
	step: (step, context) => {
		const { exchange } = step;
		const { response, operationId } = exchange;
		const key = statusKey(context, exchange);
		if (response === undefined || key === undefined) return [];
		const mediaTypes = operationOf(context.api, operationId).responses[key]?.mediaTypes ?? [];
		if (mediaTypes.length === 0 || response.body === null || response.body === "") return [];
		const header = response.headers["content-type"];
		const [mediaType, ...parameters] = (header ?? "").split(";").map((part) => part.trim().toLowerCase());
		const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length);
		const known = mediaTypes.some((documented) => documented.toLowerCase() === mediaType);
		if (known && (charset === undefined || /^"?utf-?8"?$/.test(charset))) return [];
		const documented = known ? `${mediaType} in UTF-8` : mediaTypes.join(" or ");
		const pointer = "/response/headers/content-type";
		return [{ step, pointer, documented, received: header ?? "nothing", ...responsePlace(context, exchange) }];
	},
};
