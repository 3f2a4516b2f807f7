/** The operations that do the same for messages of another product, or of the same one by another path. */
export type Siblings = Readonly<Record<string, string>>;

const VERBS = ["list", "create", "fetch", "update", "delete"] as const;
const plural = (verb: string) => (verb === "list" ? "s" : "");

/** From the five operations on messages of one kind to those of another: `ChannelMessage` to `ChatMessage`. */
function siblings(from: string, to: string): Siblings {
	return Object.fromEntries(VERBS.map((verb) => [`${verb}${from}${plural(verb)}`, `${verb}${to}${plural(verb)}`]));
}

/** Each product whose operations must notice what those of another notice. */
export const SIBLINGS: Readonly<Record<string, Siblings>> = {
	"Chat v2": siblings("ChannelMessage", "ChatMessage"),
	Conversations: siblings("ChannelMessage", "ConversationMessage"),
	"Conversations by service": siblings("ChannelMessage", "ServiceConversationMessage"),
	"Conversations by the other path": {
		...siblings("ServiceConversationMessage", "ConversationMessage"),
		...siblings("ConversationMessage", "ServiceConversationMessage"),
	},
};

/** Deviations that cannot happen elsewhere, by name and product, with the reason. */
export const INAPPLICABLE: readonly (readonly [name: string, products: RegExp, reason: string])[] = [
	["body: undocumented member of an item", /^Chat v2/, "the member is documented there"],
	["body: boolean as text", /^Conversations/, "no member is true or false"],
	["state: a stale read after a change", /^Conversations$/, "the other path reads what was changed, and another check notices"],
	["state: an update that only some fields take", /^Conversations$/, "it sends a field that is called otherwise there"],
	["state: an update whose response shows another author", /^Conversations/, "the author is called otherwise"],
	["state: a field of the creation lost", /^Conversations/, "the author is called otherwise"],
	["enforcement: any identifier in the path of a list", /./, "a unique name takes the place of the identifier"],
	["enforcement: any identifier in the path", /^Conversations/, "a unique name takes the place of the identifier"],
	["enforcement: a required field missing", /./, "no field is required"],
	["enforcement: a page size over the maximum", /./, "the maximum is another one"],
	["prose: another sender than the default", /^Conversations/, "the author is called otherwise"],
	["prose: no sender by default", /^Conversations/, "the author is called otherwise"],
	["prose: an empty text is not stored", /./, "only the page of Chat v1 says what an empty text means"],
];
