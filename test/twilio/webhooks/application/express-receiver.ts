import express, { type Express } from "express";
import { parseAndVerify, WebhookError } from "../../../../src/webhooks.ts";
import type { Moderator } from "./moderator.ts";

/** The moderator as an Express application. */
export function createExpressReceiver(moderator: Moderator, authToken: string): Express {
	const application = express();
	application.all("/hook", async (request, response) => {
		try {
			const { status, body } = moderator.answer(await parseAndVerify(request, { authToken }));
			if (body === undefined) response.sendStatus(status);
			else response.status(status).json(body);
		} catch (error) {
			if (!(error instanceof WebhookError)) throw error;
			response.status(error.status).send(error.message);
		}
	});
	return application;
}
