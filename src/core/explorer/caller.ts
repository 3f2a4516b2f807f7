import { actionButton, element, fill } from "./dom.ts";
import type { Arguments, ExplorerOptions, ShownExchange } from "./explorer-options.ts";
import type { ExplorerView } from "./explorer-view.ts";
import type { RequestPane } from "./request-pane.ts";
import { showResponse } from "./response-pane.ts";
import { recordCall, sendPlainly } from "./send.ts";

/** Sends calls, and shows what comes. */
export interface CallSender {
	/** @param isChecked whether the client sends it, which checks it first, and retries */
	send(operationId: string, values: Arguments, isChecked: boolean): Promise<void>;
	/** Shows an exchange. */
	show(exchange: ShownExchange): void;
}

/** Creates what the button "Send" does. */
export function createCallSender(options: ExplorerOptions, view: ExplorerView, requestPane: RequestPane): CallSender {
	const { connection, operations, authorization } = options;
	let newest = 0;
	const show = (exchange: ShownExchange) => {
		requestPane.showSent(exchange);
		showResponse(view.response, exchange, options);
	};
	return {
		show(exchange) {
			newest++;
			fill(view.attempts);
			view.say("");
			show(exchange);
		},
		async send(operationId, values, isChecked) {
			const operation = operations[operationId];
			if (operation === undefined) return;
			const { fetch, finish } = recordCall(connection, operationId);
			const call = ++newest;
			fill(view.attempts);
			fill(view.response);
			view.say("Sending…");
			let failure = "";
			try {
				const onRetry: Parameters<ExplorerOptions["createCall"]>[0]["onRetry"] = ({ attempt, delay, status }) =>
					view.say(`Attempt ${attempt}: ${status ?? "no response"}. The client retries in ${Math.round(delay)} ms.`);
				if (isChecked) await options.createCall({ fetch, onRetry })(operationId, values);
				else await sendPlainly(operation, values, connection, authorization, fetch);
			} catch (error) {
				failure =
					error instanceof Error ? `${isChecked ? "The client throws " : ""}${error.name}: ${error.message}` : String(error);
			}
			const exchanges = await finish();
			// The history has it; the panes show the newest call.
			if (call !== newest) return;
			const last = exchanges.at(-1);
			if (last) show(last);
			if (exchanges.length > 1) fill(view.attempts, attemptList(exchanges, show));
			view.say(
				failure || `${last?.response?.status}, after ${last?.elapsed.toFixed(0)} ms${attemptCount(exchanges)}.`,
				failure !== "",
			);
		},
	};
}

function attemptCount({ length }: readonly ShownExchange[]): string {
	return length > 1 ? ` and ${length} attempts` : "";
}

function attemptList(exchanges: readonly ShownExchange[], show: (exchange: ShownExchange) => void): HTMLElement {
	const items = exchanges.map((exchange, index) =>
		element(
			"li",
			{},
			actionButton(`Attempt ${index + 1}: ${exchange.response?.status ?? "lost"}`, () => show(exchange), { class: "x-small" }),
		),
	);
	return element("ol", { class: "x-attempts", "aria-label": "Attempts" }, items);
}
