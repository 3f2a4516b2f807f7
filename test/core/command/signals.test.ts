import { expect, onTestFinished, test, vi } from "vitest";
import { createProcessContext } from "../../../src/core/command/command-context.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

test.each(SIGNALS)("%s stops a command; again at once it is the same signal, and later it ends the process", (signal) => {
	const listeners = SIGNALS.map((each) => [each, process.listeners(each)] as const);
	onTestFinished(() => {
		for (const [each, before] of listeners)
			for (const added of process.listeners(each)) if (!before.includes(added)) process.off(each, added);
		vi.restoreAllMocks();
	});
	const exit = vi.spyOn(process, "exit").mockImplementation((() => {}) as () => never);
	const now = vi.spyOn(performance, "now").mockReturnValue(1000);
	const stop = vi.fn();
	createProcessContext().onStop?.(stop);
	// What others listen for is none of this test.
	const [listener] = process
		.rawListeners(signal)
		.filter((each) => !listeners.some(([, before]) => before.includes(each as never)));
	listener?.(signal);
	const [again] = process.listeners(signal).slice(-1);
	again?.(signal);
	expect(stop).toHaveBeenCalledOnce();
	expect(exit).not.toHaveBeenCalled();
	now.mockReturnValue(3000);
	again?.(signal);
	expect(exit).toHaveBeenCalledWith(130);
	expect(stop).toHaveBeenCalledOnce();
});
