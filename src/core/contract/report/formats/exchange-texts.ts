import { toPointer } from "../../../operation/json-pointer.ts";
import type { ViewText } from "../../../report/report-view.ts";
import { findMark, layOutJson, type TextLine } from "../../../report/text-lines.ts";
import type { Exchange } from "../../exchange.ts";
import type { Finding } from "../../judge/finding.ts";

/** The request and the response of the first exchange that shows a finding, in lines, with the line that the finding is about. */
export function exchangeTexts({ pointer, exchange }: Finding): ViewText[] {
	const { response } = exchange;
	const place = placeInLines(pointer);
	const texts = { request: requestLines(exchange), [`response ${response?.status ?? ""}`.trim()]: responseLines(exchange) };
	return Object.entries(texts).map(([name, lines]) => {
		const mark = findMark(lines, place);
		return { name, lines: lines.map(({ text }) => text), ...(mark && { mark }) };
	});
}

/** The pointer at which the lines have what a finding is about: parameters of the path, for one, are on the first line. */
function placeInLines(pointer: string): string {
	if (/^\/request\/path(?:\/|$)/.test(pointer)) return "/request";
	if (pointer === "/response/status") return "/response";
	if (/^\/request\/cookie(?:\/|$)/.test(pointer)) return "/request/header/cookie";
	return /^\/(?:request\/header|response\/headers)\//.test(pointer) ? pointer.toLowerCase() : pointer;
}

function requestLines({ request: { method, url, headers, body } }: Exchange): TextLine[] {
	const [address = "", query] = url.split(/\?(.*)/s);
	return [
		{ text: `${method} ${address}`, pointer: "/request", isParent: true },
		...(query === undefined ? [] : formLines(query, "/request/query", "? ")),
		...headerLines(headers, "/request/header"),
		...bodyLines(body, headers["content-type"], "/request/body"),
	];
}

function responseLines({ response, failure = "the reason is unknown" }: Exchange): TextLine[] {
	if (response === undefined) return [{ text: `no response: ${failure}`, pointer: "/response" }];
	const { status, headers, body } = response;
	return [
		{ text: `status ${status}`, pointer: "/response", isParent: true },
		...headerLines(headers, "/response/headers"),
		...bodyLines(body, headers["content-type"], "/response/body"),
	];
}

function headerLines(headers: Readonly<Record<string, string>>, place: string): TextLine[] {
	return Object.entries(headers).map(([name, value]) => {
		return { text: `${name}: ${value}`, pointer: place + toPointer([name.toLowerCase()]) };
	});
}

/** The beginning of a text that is neither a form nor JSON: the longest part that a report shows. */
const MAX_TEXT = 20_000;

/** A form with a line for each field, decoded; JSON with a line for each member; any other text with its own lines. */
function bodyLines(body: string | null, mediaType: string | undefined, place: string): TextLine[] {
	if (body === null || body === "") return [];
	const isForm = mediaType?.startsWith("application/x-www-form-urlencoded");
	return [
		{ text: "", pointer: place, isParent: true },
		...(isForm ? formLines(body, place) : (layOutJson(body, place) ?? textLines(body, place))),
	];
}

function formLines(text: string, place: string, mark = ""): TextLine[] {
	const seen = new Map<string, number>();
	return [...new URLSearchParams(text)].map(([name, value]) => {
		const index = seen.get(name) ?? 0;
		seen.set(name, index + 1);
		// The first value stands for the field, too.
		return { text: `${mark}${name} = ${value}`, pointer: place + toPointer(index === 0 ? [name] : [name, index]) };
	});
}

function textLines(body: string, place: string): TextLine[] {
	const left = body.length - MAX_TEXT;
	const lines: TextLine[] = body
		.slice(0, MAX_TEXT)
		.split(/\r\n|\r|\n/)
		.map((text) => ({ text }));
	const [first = { text: "" }, ...others] = lines;
	const rest = left > 0 ? [{ text: `… ${left} more characters` }] : [];
	return [{ ...first, pointer: place }, ...others, ...rest];
}
