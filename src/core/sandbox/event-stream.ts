import type { Events, SandboxEvent } from "./events.ts";
import { MAX_BACKLOG, type TextStream } from "./text-stream.ts";

/** The media type of server-sent events. */
export const EVENT_STREAM = "text/event-stream";

/** How many characters of recorded events a new reader gets: it must not be behind from the start. */
const MAX_PAST = MAX_BACKLOG / 2;

/** Milliseconds until a reader that has stopped without a word is noticed, and a proxy sees that the stream is in use. */
const HEARTBEAT = 15_000;

/**
 * The events of a sandbox as a stream of server-sent events, first the recorded ones.
 *
 * @param after the identifier of the last event that the reader has
 */
export function streamEvents(events: Events, after: string | undefined, heartbeat = HEARTBEAT): TextStream {
	return (write) => {
		write(`:\n\n${pastOf(events, after)}`);
		const stop = events.watch((event) => write(textOfEvent(event)));
		const timer: number | { unref?(): void } = setInterval(() => write(":\n\n"), heartbeat);
		if (typeof timer === "object") timer.unref?.();
		return () => {
			clearInterval(timer as number);
			stop();
		};
	};
}

/** The last of the recorded events, as many as fit. */
function pastOf(events: Events, after: string | undefined): string {
	const recorded = events.past(after).map(textOfEvent);
	let room = MAX_PAST;
	let first = recorded.length;
	while (first > 0 && room >= (recorded[first - 1]?.length ?? 0)) room -= recorded[--first]?.length ?? 0;
	return recorded.slice(first).join("");
}

/** All readers get the same text. */
const eventTexts = new WeakMap<SandboxEvent, string>();

function textOfEvent(event: SandboxEvent): string {
	const known = eventTexts.get(event);
	if (known !== undefined) return known;
	const id = "id" in event ? `id: ${event.id}\n` : "";
	const text = `${id}data: ${JSON.stringify(event)}\n\n`;
	eventTexts.set(event, text);
	return text;
}
