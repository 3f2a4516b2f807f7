import { actionButton, element, fill } from "./dom.ts";
import type { ExplorerLayout } from "./explorer-layout.ts";
import type { Arguments, ExplorerOptions, ShownExchange } from "./explorer-options.ts";
import type { PastCall } from "./past-calls.ts";
import type { RequestPane } from "./request-pane.ts";
import { showResponse } from "./response-pane.ts";
import { recordCall, sendPlainly } from "./send.ts";

/** Sends calls, and shows what comes. */
export interface CallSender {
	/** @param isChecked whether the client sends it, which checks it first, and retries */
	send(operationId: string, values: Arguments, isChecked: boolean): Promise<void>;
	/** Shows one of the exchanges of a call, and a way to the others. */
	show(exchanges: readonly ShownExchange[], shown: ShownExchange | undefined): void;
}

/** What is told of calls. */
export interface CallEvents {
	/** A call has ended. */
	onCall(call: PastCall): void;
	/** An exchange is shown now. */
	onShow(exchange: ShownExchange): void;
}

/** Creates what the button "Send" does. */
export function createCallSender(
	options: ExplorerOptions,
	layout: ExplorerLayout,
	requestPane: RequestPane,
	{ onCall, onShow }: CallEvents,
): CallSender {
	const { connection, operations, authorization } = options;
	let newest = 0;
	const show: CallSender["show"] = (exchanges, shown) => {
		if (shown === undefined) return;
		requestPane.showSent(shown);
		showResponse(layout.response, shown, options);
		fill(layout.attempts, exchanges.length > 1 && attemptList(exchanges, shown, (chosen) => show(exchanges, chosen)));
		onShow(shown);
	};
	return {
		show(exchanges, shown) {
			newest++;
			layout.say("");
			show(exchanges, shown);
		},
		async send(operationId, values, isChecked) {
			const operation = operations[operationId];
			if (operation === undefined) return;
			const { fetch, finish } = recordCall(connection, operationId);
			const call = ++newest;
			fill(layout.attempts);
			fill(layout.response);
			layout.response.setAttribute("aria-busy", "true");
			layout.say("Sending…");
			const from = Date.now();
			let failure = "";
			try {
				const onRetry: Parameters<ExplorerOptions["createCall"]>[0]["onRetry"] = ({ attempt, delay, status }) =>
					layout.say(`Attempt ${attempt}: ${status ?? "no response"}. The client retries in ${Math.round(delay)} ms.`);
				if (isChecked) await options.createCall({ fetch, onRetry })(operationId, values);
				else await sendPlainly(operation, values, connection, authorization, fetch);
			} catch (error) {
				failure =
					error instanceof Error ? `${isChecked ? "The client throws " : ""}${error.name}: ${error.message}` : String(error);
			}
			const exchanges = await finish();
			onCall({ operationId, from, to: Date.now() });
			// The history has it; the panes show the newest call.
			if (call !== newest) return;
			layout.response.removeAttribute("aria-busy");
			const last = exchanges.at(-1);
			show(exchanges, last);
			layout.say(
				failure || `${last?.response?.status}, after ${last?.elapsed.toFixed(0)} ms${attemptCount(exchanges)}.`,
				failure !== "",
			);
		},
	};
}

function attemptCount({ length }: readonly ShownExchange[]): string {
	return length > 1 ? ` and ${length} attempts` : "";
}

function attemptList(
	exchanges: readonly ShownExchange[],
	shown: ShownExchange,
	show: (exchange: ShownExchange) => void,
): HTMLElement {
	const items = exchanges.map((exchange, index) => {
		const title = `Attempt ${index + 1}: ${exchange.response?.status ?? "lost"}`;
		const attributes = { class: "x-small", "aria-current": exchange === shown && "true" };
		return element(
			"li",
			{},
			actionButton(title, () => show(exchange), attributes),
		);
	});
	return element("ol", { class: "x-attempts", "aria-label": "Attempts" }, items);
}
