// Stands for `vitest` in the bundle of the tests: the same runner and the same matchers, without the rest, which needs Node.
import {
	ASYMMETRIC_MATCHERS_OBJECT,
	chai,
	customMatchers,
	GLOBAL_EXPECT,
	getState,
	JestAsymmetricMatchers,
	JestChaiExpect,
	JestExtend,
	setState,
} from "@vitest/expect";
import { getCurrentTest } from "@vitest/runner";
import * as spies from "@vitest/spy";

export { afterAll, afterEach, beforeAll, beforeEach, describe, it, onTestFinished, test } from "@vitest/runner";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

// The matchers look it up at this global name.
const globals = globalThis as unknown as Record<symbol, object>;

const check = (value: unknown, message?: string) => {
	const { assertionCalls = 0 } = getState(expect as never);
	setState({ assertionCalls: assertionCalls + 1, currentTestName: getCurrentTest()?.name ?? "" }, expect as never);
	return chai.expect(value, message);
};

export const expect: object = Object.assign(check, chai.expect, globals[ASYMMETRIC_MATCHERS_OBJECT as never], {
	getState: () => getState(expect as never),
	setState: (state: object) => setState(state, expect as never),
	poll,
	unreachable: (message?: string) => chai.assert.fail(message ?? "reached code that is unreachable"),
});
globals[GLOBAL_EXPECT as never] = expect;
setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null }, expect as never);
(chai.expect as unknown as { extend: (expect: object, matchers: object) => void }).extend(expect, customMatchers);

/** Repeats a check until it passes, or the time is over. */
function poll(read: () => unknown, { interval = 50, timeout = 1_000 } = {}): object {
	const repeat = async (matcher: string, expected: readonly unknown[], end = Date.now() + timeout): Promise<void> => {
		try {
			const assertion = check(await read()) as unknown as Record<string, (...values: readonly unknown[]) => void>;
			assertion[matcher]?.(...expected);
		} catch (error) {
			if (Date.now() > end) throw error;
			await new Promise((resolve) => setTimeout(resolve, interval));
			await repeat(matcher, expected, end);
		}
	};
	return new Proxy(
		{},
		{
			get:
				(_, matcher: string) =>
				(...expected: readonly unknown[]) =>
					repeat(matcher, expected),
		},
	);
}

/** The compiler has checked the types. */
export const expectTypeOf = (): unknown => accepting;
const accepting: unknown = new Proxy(() => {}, { get: () => accepting, apply: () => accepting });

export const vi = {
	fn: spies.fn,
	spyOn: spies.spyOn,
	restoreAllMocks: spies.restoreAllMocks,
	async waitUntil(isDone: () => unknown, { timeout = 1_000 } = {}): Promise<void> {
		const end = Date.now() + timeout;
		while (!(await isDone())) {
			if (Date.now() > end) throw new Error(`not done within ${timeout} ms`);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	},
	/** @param timeout milliseconds */
	async waitFor(check: () => unknown, timeout = 1_000): Promise<void> {
		const end = Date.now() + timeout;
		for (;;) {
			try {
				await check();
				return;
			} catch (error) {
				if (Date.now() > end) throw error;
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		}
	},
	stubEnv: (name: string, value: string) => {
		stubbed.set(name, process.env[name]);
		process.env[name] = value;
	},
	unstubAllEnvs: () => {
		for (const [name, value] of stubbed) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
		stubbed.clear();
	},
};
const stubbed = new Map<string, string | undefined>();
