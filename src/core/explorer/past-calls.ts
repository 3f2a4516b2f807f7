import type { ShownExchange } from "./explorer-options.ts";
import type { ExchangeEvent, PastEvent } from "./history-panel.ts";

/** A call that this page made. Its times are those of the machine, which the sandbox is on, too: milliseconds since 1970. */
export interface PastCall {
	readonly operationId: string;
	readonly from: number;
	readonly to: number;
}

/** The exchanges of the call that an exchange of the history belongs to, the first first: it alone if this page did not send it. */
export function exchangesOfCall(
	{ id, exchange }: ExchangeEvent,
	past: readonly PastEvent[],
	calls: readonly PastCall[],
): readonly ShownExchange[] {
	const call = calls.find((candidate) => isOf(candidate, exchange));
	const events = past.filter((event): event is ExchangeEvent => event.type === "exchange");
	return events
		.filter((event) => event.id === id || (call && isOf(call, event.exchange)))
		.reverse()
		.map(shownEvent);
}

function isOf(call: PastCall, { operationId, started }: ExchangeEvent["exchange"]): boolean {
	return operationId === call.operationId && call.from <= started && started <= call.to;
}

function shownEvent({ id, exchange }: ExchangeEvent): ShownExchange {
	const { ending, response } = exchange;
	return { ...exchange, id, isCutOff: ending !== "complete", response: ending === "reset" ? undefined : response };
}
