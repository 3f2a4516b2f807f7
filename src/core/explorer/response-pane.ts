import { documentedStatus, isSuccess } from "../operation/response.ts";
import { type Content, copyButton, element, fill, textWithCode } from "./dom.ts";
import { explainedJson } from "./explained-body.ts";
import type { OperationData, ResponseData, ValueData } from "./explorer-data.ts";
import type { ExplorerOptions, ShownExchange } from "./explorer-options.ts";

/** Shows a response: status, headers and body, with what the description says about each. */
export function showResponse(target: HTMLElement, exchange: ShownExchange, options: ExplorerOptions): void {
	const { response, isCutOff, elapsed } = exchange;
	if (response === undefined) {
		fill(target, element("p", { class: "x-bad" }, "No response: the connection was lost."));
		return;
	}
	const described = describedResponse(exchange, options);
	const group = (index: number | undefined): ValueData[] =>
		index === undefined ? [] : (options.data.groups[index] ?? []).flatMap((value) => options.data.values[value] ?? []);
	const { status, body } = response;
	fill(
		target,
		element(
			"p",
			{ class: "x-status" },
			element("b", { class: statusClass(status) }, status),
			" ",
			described && textWithCode(described.description),
			element("span", { class: "x-trait" }, ` ${elapsed.toFixed(0)} ms`),
		),
		isCutOff && element("p", { class: "x-bad" }, "The connection was lost before the whole body arrived."),
		headerList(response.headers, group(described?.headers)),
		shownBody(body ?? "", group(described?.body), options),
	);
}

/** The style of a status. */
export function statusClass(status: number): string {
	return isSuccess(status) ? "x-good" : "x-bad";
}

function describedResponse(
	{ operationId, response }: ShownExchange,
	{ data, operations }: ExplorerOptions,
): ResponseData | undefined {
	const operation: OperationData | undefined = data.operations.find(({ id }) => id === operationId);
	const descriptor = operationId === undefined ? undefined : operations[operationId];
	const status = descriptor && response && documentedStatus(descriptor, response.status);
	const index = status === undefined ? undefined : operation?.responses[status];
	return index === undefined ? undefined : data.responses[index];
}

function headerList(headers: Readonly<Record<string, string>>, described: readonly ValueData[]): HTMLElement {
	const rows = Object.entries(headers).map(([name, value]) => {
		const known = described.find((header) => header.name.toLowerCase() === name);
		return [element("dt", {}, name), element("dd", {}, element("code", {}, value), " ", textWithCode(known?.description ?? ""))];
	});
	return element("details", {}, element("summary", {}, `Headers (${rows.length})`), element("dl", { class: "x-headers" }, rows));
}

function shownBody(body: string, members: readonly ValueData[], { data }: ExplorerOptions): Content {
	if (body === "") return element("p", { class: "x-trait" }, "No body");
	const copy = element(
		"div",
		{ class: "x-actions" },
		copyButton("Copy body", () => body),
	);
	try {
		return [explainedJson(JSON.parse(body), members, data.sources), copy];
	} catch {
		return [element("pre", { tabindex: 0 }, body), copy];
	}
}
