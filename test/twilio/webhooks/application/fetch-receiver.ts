import { parseAndVerify, WebhookError } from "../../../../src/webhooks.ts";
import type { Moderator } from "./moderator.ts";

/** The moderator as a function of the web platform, for runtimes that serve such functions. */
export function createFetchReceiver(moderator: Moderator, authToken: string): (request: Request) => Promise<Response> {
	return async (request) => {
		try {
			const { status, body } = moderator.answer(await parseAndVerify(request, { authToken }));
			return body === undefined ? new Response(null, { status }) : Response.json(body, { status });
		} catch (error) {
			if (!(error instanceof WebhookError)) throw error;
			return new Response(error.message, { status: error.status });
		}
	};
}
