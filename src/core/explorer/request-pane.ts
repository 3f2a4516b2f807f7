import { splitArguments } from "../operation/arguments.ts";
import type { HttpRequest } from "../operation/http.ts";
import { encodeRequest } from "../operation/request.ts";
import { copyButton, element } from "./dom.ts";
import type { Arguments, ExplorerOptions, ShownExchange } from "./explorer-options.ts";
import { createTabs } from "./tabs.ts";

/** The request as it travels, and the call as code in each language. */
export interface RequestPane {
	readonly node: HTMLElement;
	/** Shows the call of an operation before it is sent. */
	showCall(operationId: string, values: Arguments): void;
	/** Shows a request that was sent. */
	showSent(exchange: ShownExchange): void;
}

/** Creates the pane. */
export function createRequestPane({ operations, connection, authorization, writers }: ExplorerOptions): RequestPane {
	const panes = ["HTTP", ...writers.map(({ label }) => label)].map((title) => {
		const code = element("pre", { tabindex: 0, "aria-label": title });
		const panel = element(
			"div",
			{},
			code,
			element(
				"div",
				{ class: "x-actions" },
				copyButton("Copy", () => code.textContent ?? ""),
			),
		);
		return { title, panel, code };
	});
	const [http, ...others] = panes;
	const print = (request: HttpRequest | undefined) => {
		if (http) http.code.textContent = request ? printRequest(request) : NO_REQUEST;
	};
	const showCode = (operationId: string, values: Arguments) => {
		for (const [index, { code }] of others.entries()) {
			code.textContent = unlessUnwritable(() => writers[index]?.write(operationId, values)) ?? NO_REQUEST;
		}
	};
	return {
		node: createTabs("The request as", panes).node,
		showCall(operationId, values) {
			const operation = operations[operationId];
			if (operation === undefined) return;
			const { parts } = splitArguments(operation, values);
			const request = unlessUnwritable(() => encodeRequest(operation, parts, connection.baseUrl || undefined));
			const headers = operation.secured && authorization ? { authorization } : {};
			print(request && { ...request, headers: { ...headers, ...request.headers } });
			showCode(operationId, values);
		},
		showSent: ({ request }) => print(request),
	};
}

const NO_REQUEST = "There is no such request: the form says which argument it needs.";

/** The result; undefined where a value cannot be written, which the form says. */
function unlessUnwritable<Result>(write: () => Result): Result | undefined {
	try {
		return write();
	} catch {
		return undefined;
	}
}

/** Writes a request as HTTP/1.1 has it. */
export function printRequest({ method, url, headers, body }: HttpRequest): string {
	const { pathname, search, host } = new URL(url, "http://localhost");
	const lines = [
		`${method} ${pathname}${search} HTTP/1.1`,
		`host: ${host}`,
		...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
	];
	return `${lines.join("\n")}\n${body ? `\n${body}\n` : ""}`;
}
