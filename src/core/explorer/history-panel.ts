import type { SandboxEvent } from "../sandbox/events.ts";
import { actionButton, element, fill } from "./dom.ts";
import { statusClass } from "./response-pane.ts";

/** Events with an exchange, or with a delivery of a webhook. */
export type PastEvent = Exclude<SandboxEvent, { type: "change" }>;

/** How many events are kept. */
export const MOST_EVENTS = 100;

/** Adds an event to the past ones, the newest first, in place of the same one. */
export function withEvent(past: readonly PastEvent[], event: PastEvent): PastEvent[] {
	return [event, ...past.filter(({ id }) => id !== event.id)].slice(0, MOST_EVENTS);
}

/**
 * Shows the exchanges, the newest first: what was sent, what came, and the faults that applied.
 *
 * @param current the identifier of the one that is shown in full
 */
export function showHistory(
	target: HTMLElement,
	past: readonly PastEvent[],
	current: string | undefined,
	show: (event: ExchangeEvent) => void,
): void {
	const exchanges = past.filter((event): event is ExchangeEvent => event.type === "exchange");
	fill(
		target,
		exchanges.length === 0 && element("p", {}, "No request was sent yet."),
		element(
			"ol",
			{ class: "x-list" },
			exchanges.map((event) =>
				element(
					"li",
					{},
					exchangeNode(event, event.id === current, () => show(event)),
				),
			),
		),
	);
}

export type ExchangeEvent = Extract<SandboxEvent, { type: "exchange" }>;

function exchangeNode({ exchange }: ExchangeEvent, isCurrent: boolean, show: () => void): HTMLElement {
	const { request, response, ending, operationId, started, elapsed, faults = [], notes } = exchange;
	const { pathname, search } = new URL(request.url, "http://localhost");
	const cause = [...faults.map((fault) => `fault: ${JSON.stringify(fault)}`), ...notes].join("; ");
	const button = actionButton("", show, { class: "x-row", "aria-current": isCurrent && "true" });
	fill(
		button,
		element("time", { class: "x-trait" }, timeOf(started)),
		" ",
		element(
			"b",
			{ class: ending === "reset" ? "x-bad" : statusClass(response.status) },
			ending === "reset" ? "lost" : response.status,
		),
		ending === "truncated" && element("b", { class: "x-bad" }, " cut off"),
		" ",
		element("b", { class: `x-method x-${request.method.toLowerCase()}` }, request.method),
		" ",
		element("code", {}, pathname + search),
		element("span", { class: "x-trait" }, ` ${operationId ?? "no operation"}, ${elapsed.toFixed(0)} ms`),
		cause !== "" && element("span", { class: "x-cause" }, cause),
	);
	return button;
}

/** Shows the webhooks that were sent, the newest first. */
export function showWebhooks(target: HTMLElement, past: readonly PastEvent[]): void {
	const deliveries = past.flatMap((event) => (event.type === "webhook" ? [event.delivery] : []));
	fill(
		target,
		deliveries.length === 0 && element("p", {}, "No webhook was sent yet."),
		element(
			"ol",
			{ class: "x-list" },
			deliveries.map(({ name, started, request, response, error }) => {
				const outcome = response
					? element("b", { class: statusClass(response.status) }, response.status)
					: element("b", { class: "x-bad" }, "failed");
				const fields = [...new URLSearchParams(request?.body ?? "")].map(([field, value]) => [
					element("dt", {}, field),
					element("dd", {}, element("code", {}, value)),
				]);
				const title = [element("time", { class: "x-trait" }, timeOf(started)), " ", outcome, " ", element("code", {}, name)];
				const content = [
					error !== undefined && element("p", { class: "x-bad" }, error),
					element("dl", { class: "x-headers" }, fields),
				];
				return element("li", {}, element("details", {}, element("summary", {}, title), content));
			}),
		),
	);
}

/** As `14:05:09`. A browser takes some milliseconds to load the formats of a language. */
function timeOf(milliseconds: number): string {
	const date = new Date(milliseconds);
	return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
