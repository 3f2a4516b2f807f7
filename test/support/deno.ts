import { existsSync } from "node:fs";
import { isOnCi } from "./ci.ts";

/** Where Deno is; another place can be named in the environment. */
export const denoPath: string = process.env.DENO ?? "node_modules/.cache/deno/node_modules/@deno/linux-x64-glibc/deno";

/** The reason to skip the tests in Deno; undefined where they run. On CI they always run, and fail without Deno. */
export const noDeno: string | undefined =
	existsSync(denoPath) || isOnCi
		? undefined
		: "There is no Deno. To include them, install it (npm install --no-save --prefix node_modules/.cache/deno @deno/linux-x64-glibc) or name its path in DENO";
