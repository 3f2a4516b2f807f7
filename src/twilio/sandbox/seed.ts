import { isContentSid, isMediaSid, isParticipantSid } from "../../../generated/guards.ts";
import { isRecord } from "../../core/operation/is-record.ts";
import { toPointer } from "../../core/operation/json-pointer.ts";
import { type PolicyState, SeedError } from "../../core/sandbox/policy.ts";
import { EXAMPLE_CONTENT_SID, EXAMPLE_MEDIA_SID, EXAMPLE_PARTICIPANT_SID } from "../placeholders.ts";

/** A Rich Content template: `{{name}}` stands for a variable. */
export interface Template {
	readonly body: string;
	/** What variables stand for that a request does not give. */
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

/** What a seed can hold besides resources. */
export interface TwilioSeed {
	/** By Content SID. */
	readonly templates?: Readonly<Record<string, Template>>;
	/** By Media SID. */
	readonly media?: Readonly<Record<string, Media>>;
	/** Participant SIDs by the identity that stands as author of their messages. */
	readonly participants?: Readonly<Record<string, string>>;
}

/** The things that the documented examples refer to. */
const DOCUMENTED: Required<TwilioSeed> = {
	templates: { [EXAMPLE_CONTENT_SID]: { body: "Hello {{name}}" } },
	media: { [EXAMPLE_MEDIA_SID]: { size: 42056, filename: "car.jpg", content_type: "image/jpeg", reusable: true } },
	participants: { "message author": EXAMPLE_PARTICIPANT_SID },
};

type Requirement = readonly [valid: (value: unknown) => boolean, expected: string];

const isText: Requirement = [(value) => typeof value === "string", "expected text"];
const isSwitch: Requirement = [(value) => value === undefined || typeof value === "boolean", "expected true or false"];
const isSize: Requirement = [(value) => Number.isSafeInteger(value) && Number(value) >= 0, "expected a number of bytes"];
const areTexts: Requirement = [
	(value) => value === undefined || (isRecord(value) && Object.values(value).every((text) => typeof text === "string")),
	"expected texts by name",
];

const SHAPES = {
	templates: { what: "a Content SID", isKey: isContentSid, members: { body: isText, variables: areTexts } },
	media: {
		what: "a Media SID",
		isKey: isMediaSid,
		members: { size: isSize, filename: isText, content_type: isText, reusable: isSwitch, used: isSwitch },
	},
} as const satisfies Record<
	string,
	{ what: string; isKey: (value: unknown) => boolean; members: Readonly<Record<string, Requirement>> }
>;

/** Templates, media and participants: messages refer to them, and no operation here creates them. */
export class TwilioState implements PolicyState {
	readonly keys = ["templates", "media", "participants"];
	readonly #templates = new Map<string, Template>();
	readonly #media = new Map<string, Media>();
	readonly #participants = new Map<string, string>();

	constructor() {
		this.reset();
	}

	template(sid: string): Template | undefined {
		return this.#templates.get(sid);
	}

	media(sid: string): Media | undefined {
		return this.#media.get(sid);
	}

	/** Notes that a message has attached a file. */
	use(sid: string): void {
		const media = this.#media.get(sid);
		if (media) this.#media.set(sid, { ...media, used: true });
	}

	participant(author: string): string | undefined {
		return this.#participants.get(author);
	}

	seed(seed: Readonly<Record<string, unknown>>): void {
		const templates = seedEntries(seed, "templates");
		const media = seedEntries(seed, "media");
		const participants = seedEntries(seed, "participants");
		for (const [sid, template] of templates) checkEntry("templates", sid, template);
		for (const [sid, file] of media) checkEntry("media", sid, file);
		for (const [author, sid] of participants) {
			if (!isParticipantSid(sid)) {
				throw new SeedError(toPointer(["participants", author]), `expected a Participant SID, got ${JSON.stringify(sid)}`);
			}
		}
		// Each has been checked above.
		for (const [sid, template] of templates) this.#templates.set(sid, template as Template);
		for (const [sid, file] of media) this.#media.set(sid, file as Media);
		for (const [author, sid] of participants) this.#participants.set(author, String(sid));
	}

	reset(): void {
		for (const map of [this.#templates, this.#media, this.#participants]) map.clear();
		this.seed(DOCUMENTED);
	}

	snapshot(): Record<string, unknown> {
		return {
			templates: Object.fromEntries(this.#templates),
			media: Object.fromEntries(this.#media),
			participants: Object.fromEntries(this.#participants),
		};
	}
}

function seedEntries(seed: Readonly<Record<string, unknown>>, key: string): [string, unknown][] {
	const value = seed[key] ?? {};
	if (!isRecord(value)) throw new SeedError(`/${key}`, "expected an object");
	return Object.entries(value);
}

function checkEntry(kind: keyof typeof SHAPES, sid: string, entry: unknown): void {
	const { what, isKey, members } = SHAPES[kind];
	if (!isKey(sid)) throw new SeedError(toPointer([kind, sid]), `expected ${what} as key`);
	if (!isRecord(entry)) throw new SeedError(toPointer([kind, sid]), "expected an object");
	for (const [name, [valid, expected]] of Object.entries<Requirement>(members)) {
		if (!valid(entry[name])) throw new SeedError(toPointer([kind, sid, name]), `${expected}, got ${JSON.stringify(entry[name])}`);
	}
	const unknown = Object.keys(entry).find((name) => !Object.hasOwn(members, name));
	if (unknown !== undefined)
		throw new SeedError(toPointer([kind, sid, unknown]), `expected one of ${Object.keys(members).join(", ")}`);
}
