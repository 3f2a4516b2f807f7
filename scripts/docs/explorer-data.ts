import type { CallExample, ExplorerData, OperationData, ResponseData, ValueData } from "../../src/core/explorer/explorer-data.ts";
import type { RuleWords } from "../../src/core/operation/describe-rule.ts";
import type { OperationDoc, ResponseDoc } from "../pipeline/describe-operations.ts";
import type { ValueDoc } from "../pipeline/describe-schema.ts";
import { isWebhook } from "../pipeline/model.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import { documentedCalls } from "./calls.ts";
import { limitsOf } from "./limits.ts";
import { operationPath } from "./links.ts";
import { patternWords } from "./pattern-words.ts";
import { lineOfPhrase, lineOfText } from "./plain-line.ts";

/** Makes the data of the application from the description: every text is plain, and what is said several times is stored once. */
export function explorerData(document: OpenApi, docs: readonly OperationDoc[]): ExplorerData {
	const values = createPool<ValueData>();
	const groups = createPool<readonly number[]>();
	const responses = createPool<ResponseData>();
	const groupOf = (docs: readonly ValueDoc[]) => groups.add(docs.map((doc) => values.add(memberData(doc))));
	const argumentsOf = (docs: readonly ValueDoc[]) => groups.add(docs.map((doc) => values.add(argumentData(doc))));
	const responseOf = ({ description, members, headers }: ResponseDoc) =>
		responses.add({
			description: lineOfText(description),
			...(members.length > 0 && { body: groupOf(members) }),
			...(headers.length > 0 && { headers: groupOf(headers) }),
		});
	const operations = docs.flatMap((doc): OperationData[] => {
		const { operation, tag, parameters, body } = doc;
		if (isWebhook(operation)) return [];
		return [
			{
				id: operation.id,
				title: operation.summary || operation.id,
				tag,
				description: lineOfText(operation.description),
				page: `${operationPath(operation)}.html`,
				arguments: argumentsOf([...parameters, ...topLevel(body?.members ?? [])]),
				examples: callExamples(doc),
				responses: Object.fromEntries(doc.responses.map((response) => [response.status, responseOf(response)])),
			},
		];
	});
	const { title, version } = document.info;
	const sources = document["x-sources"] ?? {};
	return { title, version, sources, values: values.items, groups: groups.items, responses: responses.items, operations };
}

/** Members of members have no input of their own. */
function topLevel(members: readonly ValueDoc[]): ValueDoc[] {
	return members.filter(({ name }) => !/[.[]/.test(name));
}

function callExamples(doc: OperationDoc): CallExample[] {
	return documentedCalls(doc).map(({ summary, values }) => ({ title: summary, values }));
}

/** What a reader of a response needs. */
function memberData({ name, type, description, sources }: ValueDoc): ValueData {
	const words = lineOfText(description);
	return { name, type, ...(words !== "" && { description: words }), ...(sources.length > 0 && { sources }) };
}

/** What someone who enters a value needs, too. */
function argumentData(doc: ValueDoc): ValueData {
	const { required, deprecated, pattern, constraints, example, default: initial } = doc;
	const choices = constraints.find(({ schema, perItem }) => !perItem && Array.isArray(schema.enum))?.schema.enum;
	const limits = limitsOf(constraints).filter(({ words }) => words !== "one of");
	return {
		...memberData(doc),
		...(required && { required }),
		...(deprecated && { deprecated }),
		...(pattern !== undefined && { pattern, ...wordsOfPattern(pattern) }),
		...(limits.length > 0 && { limits: limits.map(limitText) }),
		...(choices !== undefined && { enum: choices as unknown[] }),
		...(initial !== undefined && { default: initial }),
		...(example !== undefined && { example }),
	};
}

function wordsOfPattern(pattern: string): Pick<ValueData, "patternWords"> {
	const words = patternWords(pattern);
	return words === undefined ? {} : { patternWords: lineOfPhrase(words).replaceAll("`", "") };
}

function limitText({ words, values = [] }: RuleWords): string {
	const texts = values.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
	return values.length === 0 ? words : `${words} ${texts.join(", ")}`;
}

/** A list without duplicates; its items are referred to by their index. */
interface Pool<Item> {
	readonly items: readonly Item[];
	/** Returns the index of an equal item. */
	add(item: Item): number;
}

function createPool<Item>(): Pool<Item> {
	const items: Item[] = [];
	const known = new Map<string, number>();
	return {
		items,
		add(item) {
			const key = JSON.stringify(item);
			const index = known.get(key) ?? items.push(item) - 1;
			known.set(key, index);
			return index;
		},
	};
}
