import { existsSync } from "node:fs";
import { isOnCi } from "./ci.ts";

/** Where Deno is: `npm run test:runtimes` installs it, and prints the path. */
export const denoPath: string = process.env.DENO ?? "";

/** The reason to skip the tests in Deno; undefined where they run. On CI they always run, and fail without Deno. */
export const noDeno: string | undefined =
	existsSync(denoPath) || isOnCi
		? undefined
		: "There is no Deno. To include them, name its path in DENO: DENO=$(npm run --silent test:runtimes -- --path deno) npm test";
