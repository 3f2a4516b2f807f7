import { getCurrentTest } from "@vitest/runner";

/** The parts that a runtime lacks and a test used, by the id of the test. */
export const missingParts = new Map<string, string>();

/** Is thrown where a test, or a module that it needs, uses a part that the runtime lacks. */
export class MissingPartError extends Error {
	override readonly name = "MissingPartError";
}

/** A module that this runtime lacks: to use any of its functions skips the test that does, with the reason. */
export function createMissingModule(name: string, reason: string): object {
	const fail = () => {
		const test = getCurrentTest();
		const text = `${name}: ${reason}`;
		if (test !== undefined) missingParts.set(test.id, text);
		throw new MissingPartError(text);
	};
	const missing: object = new Proxy(class {}, {
		// It is no promise, and may be printed; a class may extend it.
		get: (target, key) => (key === "then" || key === "prototype" || typeof key === "symbol" ? Reflect.get(target, key) : missing),
		apply: fail,
		construct: fail,
	});
	return missing;
}
