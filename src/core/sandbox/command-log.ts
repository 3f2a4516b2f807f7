import type { CommandContext } from "../command/command-context.ts";
import { paint } from "../operation/paint.ts";
import { splitUrl } from "../operation/split-url.ts";
import { stripControlCharacters } from "../operation/strip-control-characters.ts";
import type { SandboxExchange } from "./har.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";
import { summaryOfDelivery } from "./webhooks.ts";

/** How much of what happens is printed. */
interface LogOptions {
	readonly quiet: boolean;
	readonly json: boolean;
}

/** Prints a line about a request and its response. */
export function printExchange(exchange: SandboxExchange, { quiet, json }: LogOptions, context: CommandContext): void {
	if (quiet) return;
	const entry = logEntryOf(exchange);
	context.out(json ? JSON.stringify(entry) : logLineOf(entry, context));
}

/** Prints a line about a webhook that was sent, or could not be. */
export function printWebhook(delivery: WebhookDelivery, { quiet, json }: LogOptions, context: CommandContext): void {
	if (quiet) return;
	const entry = summaryOfDelivery(delivery);
	context.out(json ? JSON.stringify({ event: "webhook", ...entry }) : webhookLineOf(entry, context));
}

function webhookLineOf(entry: ReturnType<typeof summaryOfDelivery>, context: CommandContext): string {
	const { time, method, url, status, name, milliseconds, error = "" } = entry;
	const facts = [name, `${milliseconds} ms`, error].filter(Boolean).join("  ");
	return logLine(time, status, `→ ${(method ?? "").padEnd(4)} ${url ?? ""}  ${facts}`, context);
}

function logEntryOf({ started, elapsed, request, response, operationId, ending, ignored, notes }: SandboxExchange) {
	const { pathname, query } = splitUrl(request.url);
	return {
		event: "exchange",
		time: new Date(started).toISOString(),
		method: request.method,
		path: query === "" ? pathname : `${pathname}?${query}`,
		status: ending === "reset" ? null : response.status,
		operationId: operationId ?? null,
		milliseconds: elapsed,
		...(ending === "complete" ? {} : { ending }),
		...(ignored.length === 0 ? {} : { ignored }),
		...(notes.length === 0 ? {} : { notes }),
	};
}

function logLineOf(entry: ReturnType<typeof logEntryOf>, context: CommandContext): string {
	const { time, method, path, status, operationId, milliseconds, ending, ignored, notes = [] } = entry;
	const facts = [
		operationId ?? "",
		`${milliseconds} ms`,
		ending ?? "",
		ignored ? `ignored: ${ignored.join(", ")}` : "",
		...notes,
	];
	return logLine(time, status, `${method.padEnd(6)} ${path}  ${facts.filter(Boolean).join("  ")}`, context);
}

function logLine(time: string, status: number | null, text: string, context: CommandContext): string {
	const shown = paint(context, colourOf(status ?? 500), String(status ?? "—").padEnd(3));
	return `${time.slice(11, 19)} ${shown} ${stripControlCharacters(text)}`;
}

function colourOf(status: number): "red" | "yellow" | "green" {
	if (status >= 500) return "red";
	return status >= 400 ? "yellow" : "green";
}
