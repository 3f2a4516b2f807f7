import { statusOf } from "../../exchange.ts";
import type { Check } from "../check.ts";
import { judgeBody } from "../judge-body.ts";

/** Where no body is documented there must be none. */
export const responseBody: Check = {
	id: "response-body",
	title: "The body of a success matches its schema.",
	step: (step, context) => (statusOf(step) < 400 ? judgeBody(step, context) : []),
};
