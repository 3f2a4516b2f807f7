import { stripControlCharacters } from "../operation/strip-control-characters.ts";

/** One line about an error that nobody expected; all of it where `DEBUG` is set. */
export function explainBug(error: unknown, env: Readonly<Record<string, string | undefined>> = {}): string {
	if (env.DEBUG && error instanceof Error) return error.stack ?? error.message;
	const [line = ""] = String(error).split("\n");
	return `Unexpected error: ${stripControlCharacters(line)} (a bug; DEBUG=1 prints where)`;
}
