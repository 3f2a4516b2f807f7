import type { Call } from "./call.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

/** What is told of one event. Bodies are told by their length only. */
export interface LogEntry {
	readonly operationId: string;
	readonly method: string;
	readonly url: string;
	/** The number of the attempt, from 1. */
	readonly attempt: number;
	readonly status?: number | undefined;
	/** Milliseconds that the attempt took. */
	readonly duration?: number;
	/** The service's name for the request. */
	readonly requestId?: string | undefined;
	/** In characters, which are all ASCII in a form. */
	readonly requestLength?: number;
	/** In bytes. */
	readonly responseLength?: number;
	/** Milliseconds until the next attempt. */
	readonly delay?: number;
	/** The name and message of what went wrong. */
	readonly error?: string;
}

/** Takes a line and the facts behind it, at each level; `console` is one. */
export type Logger = Readonly<Record<LogLevel, (message: string, entry: LogEntry) => void>>;

/** What an event adds to the facts that every entry has. */
type Facts = Omit<LogEntry, "operationId" | "method" | "url" | "attempt">;

/** Writes to the logger what is of the wanted level or above. */
export type Log = (level: LogLevel, event: string, call: Call, attempt: number, facts: Facts) => void;

export const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** Makes the log of a client; none without a logger. */
export function createLog(logger: Logger | undefined, least: LogLevel = "info"): Log | undefined {
	const levels = LEVELS.slice(LEVELS.indexOf(least));
	return (
		logger &&
		((level, event, { operationId, operation: { method }, url }, attempt, facts) => {
			if (levels.includes(level))
				notify(() => logger[level](`${method} ${url}: ${event}`, { operationId, method, url, attempt, ...facts }));
		})
	);
}

/**
 * Calls what only watches. What it throws, or rejects with, is ignored: a request that was carried out must not look as
 * if it had failed.
 */
export function notify(observer: () => unknown): void {
	try {
		Promise.resolve(observer()).catch(() => {});
	} catch {
		// Ignored, as said above.
	}
}
