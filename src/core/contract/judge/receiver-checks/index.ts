import type { Check } from "../check.ts";
import { contentType } from "../checks/content-type.ts";
import { jsonInString } from "../checks/json-in-string.ts";
import { responded } from "../checks/responded.ts";
import { responseHeaders } from "../checks/response-headers.ts";
import { undocumentedField } from "../checks/undocumented-field.ts";
import { memberSpelling } from "./member-spelling.ts";
import { repeatAlike } from "./repeat-alike.ts";
import { respondedInTime } from "./responded-in-time.ts";
import { signatureRequired } from "./signature-required.ts";
import { webhookAccepted } from "./webhook-accepted.ts";
import { webhookResponse } from "./webhook-response.ts";

/** The checks that only receivers of webhooks are judged by. */
export const WEBHOOK_CHECKS: readonly Check[] = [
	webhookAccepted,
	signatureRequired,
	respondedInTime,
	repeatAlike,
	webhookResponse,
	memberSpelling,
];

/** Every check of a run against a receiver. */
export const RECEIVER_CHECKS: readonly Check[] = [
	responded,
	...WEBHOOK_CHECKS,
	contentType,
	jsonInString,
	responseHeaders,
	undocumentedField,
];
