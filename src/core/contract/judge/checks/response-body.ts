import { statusOf } from "../../exchange.ts";
import type { Check } from "../check.ts";
import { judgeBody } from "../judge-body.ts";

/** The payload of a success is what its schema says, and there is none where none is documented. */
export const responseBody: Check = {
	id: "response-body",
	title: "The body of a success keeps its schema.",
	step: (step, context) => (statusOf(step) < 400 ? judgeBody(step, context) : []),
};
