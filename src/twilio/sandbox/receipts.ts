import { hex } from "../../core/operation/random.ts";
import type { Resource, ResourceValues } from "../../core/sandbox/collection.ts";
import type { RequestContext } from "../../core/sandbox/policy.ts";
import type { NonChatParticipant } from "./seed.ts";

/** The segment that leads from the address of a message to its receipts. */
export const RECEIPTS = "Receipts";

/** How the SID of a message begins in the channel it is delivered through. */
const CHANNEL_PREFIXES = { sms: "SM", whatsapp: "WA" } as const;

/** The receipts that come into being with a message: one for each participant outside chat, but for its author. */
export function createReceipts(
	message: Resource,
	{ random }: RequestContext,
	participants: Iterable<readonly [sid: string, participant: NonChatParticipant]>,
): ResourceValues[] {
	const { participant_sid: author, chat_service_sid = null } = message.values;
	return [...participants]
		.filter(([sid]) => sid !== author)
		.map(([participant_sid, { channel, status = "sent", error_code = 0 }]) => ({
			...{ participant_sid, status, error_code, chat_service_sid },
			channel_message_sid: CHANNEL_PREFIXES[channel] + hex(32, random),
		}));
}

/** What a receipt of each status has gone through. */
const PASSED: Readonly<Record<string, readonly string[]>> = {
	sent: ["sent"],
	delivered: ["sent", "delivered"],
	read: ["sent", "delivered", "read"],
	undelivered: ["sent", "undelivered"],
	failed: ["failed"],
};

/** Sums up how far a message got with the participants outside chat; null where there are none. */
export function summarizeReceipts(receipts: Iterable<Resource>): Readonly<Record<string, unknown>> | null {
	const passed = [...receipts].map(({ values }) => PASSED[String(values.status)] ?? []);
	const total = passed.length;
	if (total === 0) return null;
	const amountOf = (status: string) => {
		const count = passed.filter((statuses) => statuses.includes(status)).length;
		if (count === 0) return "none";
		return count === total ? "all" : "some";
	};
	const statuses = ["sent", "delivered", "read", "failed", "undelivered"];
	return { total, ...Object.fromEntries(statuses.map((status) => [status, amountOf(status)])) };
}
