import type { OperationDescriptor } from "../operation/descriptor.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

/** One event. Of bodies it holds the length only. */
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
	/** The name and message of the error. */
	readonly error?: string;
}

/** Takes a message and its entry, at each level; `console` is one. */
export type Logger = Readonly<Record<LogLevel, (message: string, entry: LogEntry) => void>>;

/** The members that an event adds to those of every entry. */
type EventDetails = Omit<LogEntry, "operationId" | "method" | "url" | "attempt">;

/** The request that an event belongs to. */
interface LoggedRequest {
	readonly operationId: string;
	readonly operation: Pick<OperationDescriptor, "method">;
	readonly url: string;
}

/** Writes an event to the logger if its level is high enough. */
export type Log = (level: LogLevel, event: string, request: LoggedRequest, attempt: number, details: EventDetails) => void;

/** From the lowest to the highest. */
export const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** Makes the log of a client; undefined without a logger. */
export function createLog(logger: Logger | undefined, minLevel: LogLevel = "info"): Log | undefined {
	if (logger === undefined) return undefined;
	const levels = LEVELS.slice(LEVELS.indexOf(minLevel));
	return (level, event, { operationId, operation: { method }, url }, attempt, details) => {
		if (!levels.includes(level)) return;
		notify(() => logger[level](`${method} ${url}: ${event}`, { operationId, method, url, attempt, ...details }));
	};
}

/**
 * Calls an observer. An error that it throws or rejects with is ignored: a request that was carried out must not look
 * failed.
 */
export function notify(observer: () => unknown): void {
	try {
		Promise.resolve(observer()).catch(() => {});
	} catch {
		// Ignored, as said above.
	}
}
