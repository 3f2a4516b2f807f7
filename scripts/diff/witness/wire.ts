import { readForm, writeForm } from "../../../src/core/operation/form.ts";
import type { HttpRequest } from "../../../src/core/operation/http.ts";
import { splitUrl } from "../../../src/core/operation/split-url.ts";
import type { OperationModel } from "../../pipeline/model.ts";
import type { Encoding, Parameter } from "../../pipeline/openapi.ts";
import type { SideOperation } from "./side.ts";

/** How a value of a query or a form is written, where it is not once for each item of a list. */
interface WireRule {
	/** Stands between the items of a list. */
	readonly delimiter?: string;
	/** The value is written as JSON. */
	readonly json?: true;
}

type WireRules = Readonly<Record<string, WireRule>>;

const DELIMITERS: Readonly<Record<string, string>> = { form: ",", spaceDelimited: " ", pipeDelimited: "|" };

/**
 * Changes a request as the codec wrote it into one as an operation asks for it: the codec knows the default of each style alone.
 * `fromWire` is its inverse.
 */
export function toWire(operation: SideOperation, request: HttpRequest, mediaType?: string): HttpRequest {
	return rewrite(operation, request, mediaType, (texts, { delimiter, json }, isList) => {
		if (json) return [JSON.stringify(isList ? texts : texts[0])];
		return delimiter === undefined || !isList ? texts : [texts.join(delimiter)];
	});
}

/** Changes a request as an operation asks for it into one that the codec reads. */
export function fromWire(operation: SideOperation, request: HttpRequest, mediaType?: string): HttpRequest {
	return rewrite(operation, request, mediaType, (texts, { delimiter, json }, isList) => {
		if (json) return texts.flatMap(textsOfJson);
		return delimiter === undefined || !isList ? texts : texts.flatMap((text) => text.split(delimiter));
	});
}

type TextChange = (texts: readonly string[], rule: WireRule, isList: boolean) => readonly string[];

function rewrite(operation: SideOperation, request: HttpRequest, mediaType: string | undefined, change: TextChange): HttpRequest {
	const { descriptor, request: parts } = operation.model(mediaType);
	const { origin, pathname, query } = splitUrl(request.url);
	const rewriteForm = (text: string, rules: WireRules, isList: (name: string) => boolean) => {
		const changed = [...readForm(text)].map(([name, texts]) => [name, change(texts, rules[name] ?? {}, isList(name))] as const);
		return writeForm(Object.fromEntries(changed));
	};
	const inQuery = rewriteForm(query, queryRules(operation, parts), (name) => descriptor.parameters[name]?.array === true);
	const url = `${origin}${pathname}${inQuery === "" ? "" : `?${inQuery}`}`;
	if (request.body === null || descriptor.body?.mediaType !== "application/x-www-form-urlencoded") return { ...request, url };
	const { fields } = descriptor.body;
	return { ...request, url, body: rewriteForm(request.body, formRules(operation), (name) => fields[name]?.array === true) };
}

function queryRules({ side }: SideOperation, { parameterPointers }: OperationModel["request"]): WireRules {
	const nodes = Object.values(parameterPointers).map((pointer) => side.reader.resolve({ $ref: `#${pointer}` }, "").node);
	return Object.fromEntries((nodes as unknown as Parameter[]).map((node) => [node.name, ruleOf(node)]));
}

function formRules({ requestBody }: SideOperation): WireRules {
	const encodings = requestBody?.content["application/x-www-form-urlencoded"]?.encoding ?? {};
	return Object.fromEntries(Object.entries(encodings).map(([name, encoding]) => [name, ruleOf(encoding)]));
}

function ruleOf({ style = "form", explode = style === "form", contentType }: Encoding & Pick<Parameter, "style">): WireRule {
	if (contentType?.includes("json")) return { json: true };
	const delimiter = explode ? undefined : DELIMITERS[style];
	return delimiter === undefined ? {} : { delimiter };
}

/** The texts of a JSON value; text that is no JSON stays as it is. */
function textsOfJson(text: string): string[] {
	try {
		return [JSON.parse(text)].flat().map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
	} catch {
		return [text];
	}
}
