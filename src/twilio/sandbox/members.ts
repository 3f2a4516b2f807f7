import { hex } from "../../core/operation/random.ts";
import { wholeSeconds } from "../../core/operation/sample.ts";
import type { MemberRule } from "../../core/sandbox/policy.ts";
import type { TwilioPolicySettings } from "./options.ts";
import { RECEIPTS, summarizeReceipts } from "./receipts.ts";
import type { TwilioState } from "./seed.ts";

/** The summary in the documented examples: a message that is on its way to two participants outside chat. */
const SUMMARY = { total: 2, sent: "all", delivered: "some", read: "some", failed: "none", undelivered: "none" };

/** Names below `links` whose address does not end in the name itself. */
const LINKS: Readonly<Record<string, string>> = { delivery_receipts: "Receipts" };

/** The rules for members of payloads that the description alone cannot determine. */
export function memberRules(settings: TwilioPolicySettings, state: TwilioState): Readonly<Record<string, MemberRule>> {
	const participantOf = (author: unknown = "system") => (typeof author === "string" && state.participant(author)) || null;
	return {
		account_sid: { render: ({ account }) => account },
		index: { render: ({ resource }) => resource.position },
		to: { initial: ({ fields }) => fields.To, render: ({ parameters }) => parameters.ChannelSid },
		url: { render: ({ url }) => url },
		links: {
			render: ({ url }, { properties = {} }) =>
				Object.fromEntries(Object.keys(properties).map((name) => [name, `${url}/${LINKS[name] ?? pascalCase(name)}`])),
		},
		attributes: {
			initial: ({ fields }) => fields.Attributes ?? null,
			render: ({ resource: { values }, action, parameters }, { nullable }) => {
				if (values.attributes !== undefined && values.attributes !== null) return values.attributes;
				const isOmitted = nullable && action === "create" && settings.createdAttributes === "null";
				return isOmitted && parameters.ChannelSid !== undefined ? null : "{}";
			},
		},
		date_created: {
			initial: ({ fields, now }) => readDate(fields.DateCreated) ?? wholeSeconds(now),
			changed: ({ fields }) => readDate(fields.DateCreated),
		},
		date_updated: {
			initial: ({ fields, now }, { nullable }) =>
				readDate(fields.DateUpdated) ??
				(nullable && settings.dateUpdated === "null" ? null : (readDate(fields.DateCreated) ?? wholeSeconds(now))),
			changed: ({ fields, now }) => readDate(fields.DateUpdated) ?? wholeSeconds(now),
		},
		// A message that is imported with a later change was edited, as in the examples of Chat v2.
		was_edited: {
			initial: ({ fields }) => (readDate(fields.DateUpdated) ?? readDate(fields.DateCreated)) !== readDate(fields.DateCreated),
			changed: () => true,
		},
		last_updated_by: {
			initial: ({ fields }) => fields.LastUpdatedBy ?? (typeof fields.From === "string" ? fields.From : "system"),
			changed: ({ fields }) => fields.LastUpdatedBy,
		},
		participant_sid: {
			initial: ({ fields: { Author }, parameters }) => parameters.ParticipantSid ?? participantOf(Author),
			changed: ({ fields: { Author } }) => (Author === undefined ? undefined : participantOf(Author)),
		},
		media: { initial: ({ fields }, { items }) => mediaOf(fields.MediaSid, state, items !== undefined) },
		type: { render: ({ resource: { values } }) => (values.media ? "media" : "text") },
		delivery: {
			render: ({ below }) => summarizeReceipts(below(RECEIPTS)) ?? (settings.delivery === "summary" ? SUMMARY : null),
		},
		status: { initial: () => "sent" },
		channel_message_sid: { initial: ({ random }) => `SM${hex(32, random)}` },
	};
}

/** A date of a request, in the form that responses have; undefined for none. That of a seed is not checked yet. */
function readDate(value: unknown): string | undefined {
	const date = typeof value === "string" ? Date.parse(value) : Number.NaN;
	return Number.isNaN(date) ? undefined : wholeSeconds(date);
}

/** The attached file, as a list of one where there can be several. */
function mediaOf(sid: unknown, state: TwilioState, isList: boolean): unknown {
	const media = typeof sid === "string" ? state.media(sid) : undefined;
	if (media === undefined) return null;
	const { size, filename, content_type } = media;
	const attached = { sid, size, filename, content_type };
	return isList ? [attached] : attached;
}

/** `channel_metadata` to `ChannelMetadata`. */
function pascalCase(name: string): string {
	return name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
