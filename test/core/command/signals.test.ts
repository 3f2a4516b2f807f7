import { expect, onTestFinished, test, vi } from "vitest";
import { createProcessContext } from "../../../src/core/command/command-context.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const UNCAUGHT = ["uncaughtException", "unhandledRejection"] as const;

type Listener = (...args: unknown[]) => void;

/** Makes a context with a process that does not end. What others listen for is none of these tests. */
function contextWithoutEnd() {
	const listenersOf = (event: string) => process.rawListeners(event as "SIGINT") as Listener[];
	const before = new Map([...SIGNALS, ...UNCAUGHT].map((event) => [event as string, listenersOf(event)]));
	const addedTo = (event: string) => listenersOf(event).filter((each) => !before.get(event)?.includes(each));
	onTestFinished(() => {
		for (const event of before.keys()) for (const each of addedTo(event)) process.off(event, each);
		vi.restoreAllMocks();
	});
	const exit = vi.spyOn(process, "exit").mockImplementation((() => {}) as () => never);
	return { context: createProcessContext(), exit, addedTo };
}

test.each(SIGNALS)("%s stops a command; again at once it is the same signal, and later it ends the process", (signal) => {
	const now = vi.spyOn(performance, "now").mockReturnValue(1000);
	const { context, exit, addedTo } = contextWithoutEnd();
	const stop = vi.fn();
	context.onStop?.(stop);
	addedTo(signal)[0]?.(signal);
	const [again] = addedTo(signal);
	again?.(signal);
	expect(stop).toHaveBeenCalledOnce();
	expect(exit).not.toHaveBeenCalled();
	now.mockReturnValue(3000);
	again?.(signal);
	expect(exit).toHaveBeenCalledWith(130);
	expect(stop).toHaveBeenCalledOnce();
});

test.each(UNCAUGHT)("an %s ends the process with one line", (event) => {
	const { exit, addedTo } = contextWithoutEnd();
	const error = vi.spyOn(console, "error").mockImplementation(() => {});
	addedTo(event)[0]?.(new TypeError("x is none\nmore"));
	expect(error.mock.calls).toEqual([["Unexpected error: TypeError: x is none (a bug; DEBUG=1 prints where)"]]);
	expect(exit).toHaveBeenCalledWith(2);
});
