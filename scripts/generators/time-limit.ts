import { createContext, Script } from "node:vm";

/** A thousand times what the slowest check of a usual example takes. */
const LIMIT_SECONDS = 3;

/** What a message says of the limit. */
export const TIME_LIMIT = `${LIMIT_SECONDS} seconds`;

const script = new Script("run()");
const context: { run?: () => unknown } = createContext({});

/** Runs a function, and stops it after the limit, even within a regular expression; undefined if it was stopped. */
export function withinLimit<Result>(run: () => Result): { readonly result: Result } | undefined {
	context.run = run;
	try {
		return { result: script.runInContext(context, { timeout: LIMIT_SECONDS * 1000 }) };
	} catch (error) {
		if ((error as { code?: string }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return undefined;
		throw error;
	}
}
