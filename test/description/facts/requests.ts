import type { FactTable } from "../fact.ts";
import { below, type Facts, sid, string } from "./spec-shapes.ts";

/** Moments have three decimals, where the REST API has none. */
const milliseconds = { pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" };

/** What requests of every webhook were seen with, and no document promises. */
const webhook = (fields: Facts): Facts => ({
	"header I-Twilio-Idempotency-Token": { required: false, ...string, format: "uuid" },
	...below("body ", { RetryCount: { required: false, type: "integer", minimum: 0 }, ...fields }),
});

// Two requests of 2021 have no service, which the page names for receipts alone. Their sources are not only those that it lists.
const message: Facts = {
	ChatServiceSid: { required: false, ...sid("IS") },
	Source: { enum: undefined },
};

const stored: Facts = { ...message, DateCreated: milliseconds };
const changed: Facts = { ...stored, DateUpdated: milliseconds };

// Seen of onMessageAdd, of onMessageAdded and of onDeliveryUpdated; the others are of the same kind.
export const requests: FactTable = {
	source: "request",
	facts: {
		onMessageAdd: webhook(message),
		onMessageAdded: webhook(stored),
		onMessageUpdate: webhook(changed),
		onMessageUpdated: webhook(changed),
		onMessageRemove: webhook(changed),
		onMessageRemoved: webhook({ ...changed, DateRemoved: milliseconds }),
		onDeliveryUpdated: webhook({
			DateCreated: milliseconds,
			DateUpdated: milliseconds,
			// Absent from the request of a message that was sent.
			ErrorCode: { required: false },
			Source: { exists: undefined },
			ClientIdentity: { exists: undefined },
			MessagingServiceSid: { exists: undefined },
			Index: { exists: undefined },
		}),
	},
};
