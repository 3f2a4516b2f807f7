import { toPointer } from "../../core/operation/json-pointer.ts";
import { type PolicyState, SeedError } from "../../core/sandbox/policy.ts";

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

/** What the documented examples refer to. */
const DOCUMENTED: Required<TwilioSeed> = {
	templates: { [`HX${"a".repeat(32)}`]: { body: "Hello {{name}}" } },
	media: { [`ME${"a".repeat(32)}`]: { size: 42056, filename: "car.jpg", content_type: "image/jpeg", reusable: true } },
	participants: { "message author": `MB${"a".repeat(32)}` },
};

type Check = readonly [valid: (value: unknown) => boolean, expected: string];

const isText: Check = [(value) => typeof value === "string", "expected text"];
const isSwitch: Check = [(value) => value === undefined || typeof value === "boolean", "expected true or false"];
const isSize: Check = [(value) => Number.isSafeInteger(value) && Number(value) >= 0, "expected a number of bytes"];
const areTexts: Check = [
	(value) => value === undefined || (isRecord(value) && Object.values(value).every((text) => typeof text === "string")),
	"expected texts by name",
];

const SHAPES = {
	templates: { sid: /^HX[0-9a-fA-F]{32}$/, members: { body: isText, variables: areTexts } },
	media: {
		sid: /^ME[0-9a-fA-F]{32}$/,
		members: { size: isSize, filename: isText, content_type: isText, reusable: isSwitch, used: isSwitch },
	},
} as const satisfies Record<string, { sid: RegExp; members: Readonly<Record<string, Check>> }>;

const PARTICIPANT_SID = /^MB[0-9a-fA-F]{32}$/;

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
		const templates = entriesOf(seed, "templates");
		const media = entriesOf(seed, "media");
		const participants = entriesOf(seed, "participants");
		for (const [sid, template] of templates) checkEntry("templates", sid, template);
		for (const [sid, file] of media) checkEntry("media", sid, file);
		for (const [author, sid] of participants) {
			if (typeof sid !== "string" || !PARTICIPANT_SID.test(sid)) {
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

function entriesOf(seed: Readonly<Record<string, unknown>>, key: string): [string, unknown][] {
	const value = seed[key] ?? {};
	if (!isRecord(value)) throw new SeedError(`/${key}`, "expected an object");
	return Object.entries(value);
}

function checkEntry(kind: keyof typeof SHAPES, sid: string, entry: unknown): void {
	const { sid: pattern, members } = SHAPES[kind];
	if (!pattern.test(sid)) throw new SeedError(toPointer([kind, sid]), `expected a key that matches ${pattern.source}`);
	if (!isRecord(entry)) throw new SeedError(toPointer([kind, sid]), "expected an object");
	for (const [name, [valid, expected]] of Object.entries<Check>(members)) {
		if (!valid(entry[name])) throw new SeedError(toPointer([kind, sid, name]), `${expected}, got ${JSON.stringify(entry[name])}`);
	}
	const stranger = Object.keys(entry).find((name) => !Object.hasOwn(members, name));
	if (stranger !== undefined)
		throw new SeedError(toPointer([kind, sid, stranger]), `expected one of ${Object.keys(members).join(", ")}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
