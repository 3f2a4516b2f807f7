import type { RootContent } from "mdast";
import { groupBy } from "../../src/core/operation/group-by.ts";
import { isSuccessKey } from "../../src/core/operation/response.ts";
import type { ExampleDoc, ResponseDoc } from "../pipeline/describe-operations.ts";
import type { Citations } from "./citations.ts";
import { examplePanels } from "./example-nodes.ts";
import { code, definitionList, heading, joinPhrases, type Phrase, text } from "./nodes.ts";
import { untrustedPhrase } from "./read-markdown.ts";
import { valueList } from "./value-list.ts";

/**
 * The responses that are no success: what each means, with the members of its examples, such as the codes of errors. Most have the
 * same body, which is described once for all of them.
 */
export function errorSection(
	responses: readonly ResponseDoc[],
	words: { readonly many: string; readonly one: string },
	presence: string,
	citations: Citations,
): RootContent[] {
	const errors = responses.filter(({ status }) => !isSuccessKey(status));
	if (errors.length === 0) return [];
	const bodies = groupBy(errors, ({ members }) => JSON.stringify(members));
	const examples = errors.flatMap(({ status, examples }) => examples.map((example) => ({ title: `Status ${status}`, example })));
	return [
		heading(2, words.many, "errors"),
		definitionList(
			errors.map((error) => ({ term: [code(error.status)], meaning: errorMeaning(error, citations) })),
			"errors",
		),
		...[...bodies.values()].flatMap((same) => {
			const statuses = same.map(({ status }) => status).join(", ");
			const title = same.length === errors.length ? `Body of every ${words.one}` : `Body of status ${statuses}`;
			const members = same[0]?.members ?? [];
			return members.length === 0 ? [] : [heading(3, title), valueList(members, presence, citations)];
		}),
		...examplePanels(examples),
	];
}

function errorMeaning({ status, description, sources, examples }: ResponseDoc, citations: Citations): Phrase {
	const details = examples.flatMap((example) => detailsOf(example, status));
	return [
		...untrustedPhrase(description),
		...citations.cite(sources),
		...details.flatMap((line) => [{ type: "break" as const }, ...line]),
	];
}

/** More would not fit a line. */
const MOST_MEMBERS = 5;

/** An example on a line, if it is an object of plain values: such as which code an error has, and what it says. */
function detailsOf({ name, summary, value }: ExampleDoc, status: string): Phrase[] {
	if (typeof value !== "object" || value === null) return [];
	const members = Object.entries(value).filter(([, member]) => String(member) !== status);
	const isPlain = members.every(([, member]) => typeof member !== "object" || member === null);
	if (!isPlain || members.length === 0 || members.length > MOST_MEMBERS) return [];
	const phrases = members.map(([member, content]) => memberPhrase(member, content));
	const label = summary || (name === "default" ? "" : name);
	return [[...(label === "" ? [] : [text(`${label}: `)]), ...joinPhrases(phrases, ", ")]];
}

function memberPhrase(name: string, value: unknown): Phrase {
	if (typeof value === "string" && /^https?:\/\/\S+$/.test(value)) {
		return [{ type: "link", url: value, children: [text(name)], data: { untrusted: true } }];
	}
	return [text(`${name} `), code(typeof value === "string" && value.trim() !== "" ? value : JSON.stringify(value))];
}
