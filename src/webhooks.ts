export type { HttpRequest } from "./core/operation/http.ts";
export type { HeaderRecord, NodeRequest, PublicUrl, ReceiveOptions } from "./core/webhooks/receive-request.ts";
export type { WebhookProblem } from "./core/webhooks/webhook-error.ts";
export { WebhookError } from "./core/webhooks/webhook-error.ts";
export type { SignOptions, TestFields, TestRequestOptions } from "./twilio/webhooks/make-request.ts";
export type { AuthTokens, ParseAndVerifyOptions, VerifyOptions } from "./twilio/webhooks/receive.ts";
export { parse, parseAndVerify, verify } from "./twilio/webhooks/receive.ts";
export { sign, testRequest } from "./twilio/webhooks/sign.ts";
export type {
	UnknownWebhook,
	Webhook,
	WebhookEvent,
	WebhookFields,
	WebhookJson,
	WebhookName,
	WebhookResponse,
} from "./twilio/webhooks/webhook-types.ts";
