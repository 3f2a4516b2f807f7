import { type ChosenTarget, TargetError, type TargetRequest } from "../../core/contract/command/setup.ts";
import type { ContractPolicy, WebhookMethod } from "../../core/contract/policy.ts";
import type { ContractResult } from "../../core/contract/report/result.ts";
import { runContract } from "../../core/contract/run/run.ts";
import { RUN_RULES, type RunOptions } from "../../core/contract/run/run-options.ts";
import type { Send, Target } from "../../core/contract/run/target.ts";
import { createFetchSend } from "../../core/contract/run/targets/fetch.ts";
import { createSend } from "../../core/contract/run/targets/send.ts";
import { FUNCTION, HTTP_URL, MILLISECONDS, type RulesOf, SECRET_TEXT } from "../../core/operation/option-rules.ts";
import { requireOptions } from "../../core/operation/require-options.ts";
import { userInfoOf } from "../../core/operation/user-info.ts";
import type { WebRequest, WebRequestInit, WebResponse, WebUrl } from "../../core/operation/web-types.ts";
import { webhookApi } from "../webhooks/api.ts";
import { SIGNATURE_SCHEME } from "../webhooks/scheme.ts";
import { writeWebhookRequest } from "../webhooks/write-request.ts";
import { basicCredentials } from "./credentials.ts";
import { createContractPolicy } from "./policy.ts";

/** The options of {@link testReceiver}: the receiver, and the options of the run. */
export interface ReceiverOptions extends RunOptions {
	/** The address of the receiver, as Twilio is to call it. */
	readonly url: string;
	/** The auth token that the receiver checks signatures by. It is never sent, and in no report. */
	readonly authToken: string;
	/** How webhooks are sent; only `POST` by default. */
	readonly methods?: readonly WebhookMethod[];
	/** Milliseconds to wait for each response; 10,000 by default. */
	readonly timeout?: number;
	/** Passes requests on, to a handler in the same process for example; the global `fetch` by default. */
	readonly fetch?: (input: string | WebUrl | WebRequest, init?: WebRequestInit) => Promise<WebResponse>;
}

const SENDING_METHODS: readonly unknown[] = ["GET", "POST"] satisfies WebhookMethod[];

const RECEIVER_RULES: RulesOf<ReceiverOptions> = {
	...RUN_RULES,
	url: HTTP_URL,
	authToken: SECRET_TEXT,
	methods: [
		`a list of ${SENDING_METHODS.join(" and ")}`,
		(value) => Array.isArray(value) && value.length > 0 && value.every((method) => SENDING_METHODS.includes(method)),
	],
	timeout: MILLISECONDS,
	fetch: FUNCTION,
};

/**
 * Tests a receiver of webhooks against the description.
 *
 * ```ts
 * const { verdict, findings } = await testReceiver({ url: "http://127.0.0.1:3000/webhooks", authToken });
 * ```
 *
 * @throws {SelectionError} if the options select no case
 * @throws {TypeError} naming the option that is missing, not known, or invalid
 */
export async function testReceiver(options: ReceiverOptions): Promise<ContractResult> {
	requireOptions("testReceiver", options, RECEIVER_RULES, ["url", "authToken"]);
	const { url, authToken, methods, timeout, fetch, ...rest } = options;
	const send = createFetchSend({ ...(timeout !== undefined && { timeout }), ...(fetch && { fetch }) });
	return runContract(webhookApi, createReceiverPolicy(), receiverTarget(url, authToken, send, methods), rest);
}

/**
 * A receiver at a URL, which may have a query. Signatures are made with `CONTRACT_AUTH_TOKEN` or `TWILIO_AUTH_TOKEN`, neither of
 * which is sent.
 *
 * @throws {TargetError} if neither is set
 */
export function receiverAt(address: string, request: TargetRequest): ChosenTarget {
	const token = request.env.CONTRACT_AUTH_TOKEN || request.env.TWILIO_AUTH_TOKEN;
	if (!token) throw new TargetError("Set CONTRACT_AUTH_TOKEN or TWILIO_AUTH_TOKEN to the auth token that the receiver checks by");
	return { target: receiverTarget(address, token, createSend(request), request.methods) };
}

/**
 * A receiver as a target. The user and the password of its address are sent as such, and are no part of what is signed.
 *
 * @throws {TypeError} if the address is none
 */
export function receiverTarget(
	address: string,
	secret: string,
	send: Send,
	methods: readonly WebhookMethod[] = ["POST"],
): Target {
	const url = new URL(address);
	const user = userInfoOf(url);
	Object.assign(url, { username: "", password: "", hash: "" });
	const basic = user && basicCredentials(user.username, user.password, true);
	const credentials = { valid: {}, curl: "", ...basic, wrong: {}, secrets: [secret, ...(basic?.secrets ?? [])] };
	return { name: url.origin + url.pathname, baseUrl: url.href, send, credentials, signing: { secret, methods } };
}

/** How Twilio sends webhooks, and its conventions. */
export function createReceiverPolicy(): ContractPolicy {
	return {
		...createContractPolicy(),
		receiver: {
			scheme: SIGNATURE_SCHEME,
			responseTime: 5_000,
			openFields: { Source: "A_NEW_CHANNEL" },
			write: writeWebhookRequest,
			repeat: (fields) => ("RetryCount" in fields ? { ...fields, RetryCount: Number(fields.RetryCount) + 1 } : fields),
		},
	};
}
