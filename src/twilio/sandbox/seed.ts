import { isContentSid, isConversationSid, isMediaSid, isParticipantSid } from "../../../generated/guards.ts";
import { isRecord } from "../../core/operation/is-record.ts";
import { toPointer } from "../../core/operation/json-pointer.ts";
import { showValue } from "../../core/operation/value.ts";
import type { ResourceValues } from "../../core/sandbox/collection.ts";
import { type PolicyState, SeedError } from "../../core/sandbox/policy.ts";
import { EXAMPLE_CONTENT_SID, EXAMPLE_MEDIA_SID, EXAMPLE_PARTICIPANT_SID } from "../placeholders.ts";

/** A Rich Content template: `{{name}}` stands for a variable. */
export interface Template {
	readonly body: string;
	/** The values of variables that a request omits. */
	readonly variables?: Readonly<Record<string, string>>;
}

/** An uploaded media file that messages can attach. */
export interface Media {
	readonly size: number;
	readonly filename: string;
	readonly content_type: string;
	/** Whether more than one message may attach it. The service allows one. */
	readonly reusable?: boolean;
	/** Whether a message has attached it. */
	readonly used?: boolean;
}

/** A participant of a conversation outside chat: each message of others gives a delivery receipt for it. */
export interface NonChatParticipant {
	/** The conversation that it takes part in; every one when left out. */
	readonly conversation_sid?: string;
	readonly channel: "sms" | "whatsapp";
	/** The status of a new receipt; `sent` by default. */
	readonly status?: "sent" | "delivered" | "read" | "failed" | "undelivered";
	/** The error code of a new receipt whose status is `failed` or `undelivered`. */
	readonly error_code?: number;
}

/** The members of a seed besides its resources. */
export interface TwilioSeed {
	/** By Content SID. */
	readonly templates?: Readonly<Record<string, Template>>;
	/** By Media SID. */
	readonly media?: Readonly<Record<string, Media>>;
	/** Participant SIDs by the identity that stands as author of their messages. */
	readonly participants?: Readonly<Record<string, string>>;
	/** By Participant SID. */
	readonly nonChatParticipants?: Readonly<Record<string, NonChatParticipant>>;
}

/** The things that the documented examples refer to. */
const DOCUMENTED: Required<TwilioSeed> = {
	templates: { [EXAMPLE_CONTENT_SID]: { body: "Hello {{name}}" } },
	media: { [EXAMPLE_MEDIA_SID]: { size: 42056, filename: "car.jpg", content_type: "image/jpeg", reusable: true } },
	participants: { "message author": EXAMPLE_PARTICIPANT_SID },
	nonChatParticipants: {},
};

type Requirement = readonly [valid: (value: unknown) => boolean, expected: string];

const isText: Requirement = [(value) => typeof value === "string", "expected text"];
const isConversation: Requirement = [isConversationSid, "expected a Conversation SID"];
const isErrorCode: Requirement = [(value) => Number.isSafeInteger(value) && Number(value) >= 0, "expected an error code"];
const isSwitch: Requirement = [(value) => value === undefined || typeof value === "boolean", "expected true or false"];
const isSize: Requirement = [(value) => Number.isSafeInteger(value) && Number(value) >= 0, "expected a number of bytes"];
const areTexts: Requirement = [
	(value) => value === undefined || (isRecord(value) && Object.values(value).every((text) => typeof text === "string")),
	"expected texts by name",
];

const isOneOf = (...texts: readonly string[]): Requirement => [
	(value) => typeof value === "string" && texts.includes(value),
	`expected ${texts.join(", ")}`,
];
const isStatus = isOneOf("sent", "delivered", "read", "failed", "undelivered");
const isOptional = ([valid, expected]: Requirement): Requirement => [(value) => value === undefined || valid(value), expected];

/** @throws {SeedError} for the error code of a receipt that did not fail */
export function checkErrorCode({ status, error_code = 0 }: ResourceValues, pointer: string): void {
	const hasNone = status === "sent" || status === "delivered" || status === "read";
	if (!hasNone || error_code === 0) return;
	throw new SeedError(`${pointer}/error_code`, `expected 0 with the status ${status}, got ${error_code}`);
}

const checkNonChatParticipant = shapeCheck("a Participant SID", isParticipantSid, {
	...{ conversation_sid: isOptional(isConversation), channel: isOneOf("sms", "whatsapp") },
	...{ status: isOptional(isStatus), error_code: isOptional(isErrorCode) },
});

/** Checks an entry of a seed by its kind. */
const SEED_CHECKS = {
	templates: shapeCheck("a Content SID", isContentSid, { body: isText, variables: areTexts }),
	media: shapeCheck("a Media SID", isMediaSid, {
		...{ size: isSize, filename: isText, content_type: isText },
		...{ reusable: isSwitch, used: isSwitch },
	}),
	participants(path: readonly string[], sid: unknown): void {
		if (!isParticipantSid(sid)) throw new SeedError(toPointer(path), `expected a Participant SID, got ${showValue(sid)}`);
	},
	nonChatParticipants(path: readonly string[], entry: unknown): void {
		checkNonChatParticipant(path, entry);
		// Its shape has been checked.
		const { status = "sent", error_code } = entry as NonChatParticipant;
		checkErrorCode({ status, error_code }, toPointer(path));
	},
} as const;

/** Templates, media and participants, in chat and outside: messages refer to them, and no operation here creates them. */
export class TwilioState implements PolicyState {
	readonly keys = Object.keys(SEED_CHECKS);
	readonly #maps = {
		templates: new Map<string, Template>(),
		media: new Map<string, Media>(),
		participants: new Map<string, string>(),
		nonChatParticipants: new Map<string, NonChatParticipant>(),
	};

	constructor() {
		this.reset();
	}

	template(sid: string): Template | undefined {
		return this.#maps.templates.get(sid);
	}

	media(sid: string): Media | undefined {
		return this.#maps.media.get(sid);
	}

	/** The seed that notes that a message has attached a file; undefined where that is known, or there is no such file. */
	usageOf(sid: unknown): Record<string, unknown> | undefined {
		const media = typeof sid === "string" ? this.media(sid) : undefined;
		if (media === undefined || media.used) return undefined;
		return { media: { [String(sid)]: { ...media, used: true } } };
	}

	participant(author: string): string | undefined {
		return this.#maps.participants.get(author);
	}

	/** The participants of a conversation outside chat, with their SIDs. */
	nonChatParticipants(conversationSid: string): (readonly [sid: string, participant: NonChatParticipant])[] {
		return [...this.#maps.nonChatParticipants].filter(
			([, { conversation_sid = conversationSid }]) => conversation_sid === conversationSid,
		);
	}

	check(seed: Readonly<Record<string, unknown>>): void {
		for (const [kind, check] of Object.entries(SEED_CHECKS)) checkedEntries(seed, kind, check);
	}

	seed(seed: Readonly<Record<string, unknown>>): void {
		const kinds = Object.entries(SEED_CHECKS).map(([kind, check]) => [kind, checkedEntries(seed, kind, check)] as const);
		// The entries have been checked, and the maps have the same keys as the checks.
		const maps = this.#maps as unknown as Readonly<Record<string, Map<string, unknown>>>;
		for (const [kind, entries] of kinds) for (const [key, entry] of entries) maps[kind]?.set(key, entry);
	}

	reset(): void {
		for (const map of Object.values(this.#maps)) map.clear();
		this.seed(DOCUMENTED);
	}

	snapshot(): Record<string, unknown> {
		return Object.fromEntries(Object.entries(this.#maps).map(([kind, map]) => [kind, Object.fromEntries(map)]));
	}
}

type EntryCheck = (path: readonly string[], entry: unknown) => void;

function checkedEntries(seed: Readonly<Record<string, unknown>>, kind: string, check: EntryCheck): [string, unknown][] {
	const { [kind]: value = {} } = seed;
	if (!isRecord(value)) throw new SeedError(`/${kind}`, "expected an object");
	for (const [key, entry] of Object.entries(value)) check([kind, key], entry);
	return Object.entries(value);
}

function shapeCheck(what: string, isKey: (key: unknown) => boolean, members: Readonly<Record<string, Requirement>>): EntryCheck {
	return (path, entry) => {
		if (!isKey(path.at(-1))) throw new SeedError(toPointer(path), `expected ${what} as key`);
		if (!isRecord(entry)) throw new SeedError(toPointer(path), "expected an object");
		for (const [name, [valid, expected]] of Object.entries(members)) {
			if (!valid(entry[name])) throw new SeedError(toPointer([...path, name]), `${expected}, got ${showValue(entry[name])}`);
		}
		const unknown = Object.keys(entry).find((name) => !Object.hasOwn(members, name));
		const expected = `expected one of ${Object.keys(members).join(", ")}`;
		if (unknown !== undefined) throw new SeedError(toPointer([...path, unknown]), expected);
	};
}
