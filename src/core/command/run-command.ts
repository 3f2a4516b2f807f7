import { stripControlCharacters } from "../operation/strip-control-characters.ts";
import type { CommandContext } from "./command-context.ts";
import { type Command, helpOf, type OptionTable, parseOptions, UsageError } from "./define-command.ts";

/**
 * Runs a command: prints its help, or runs it and reports errors in one line.
 *
 * @param args the arguments after the name of the command
 * @returns the exit code of the command; 2 if it could not run
 */
export async function runCommand<Table extends OptionTable>(
	command: Command<Table>,
	args: readonly string[],
	context: CommandContext,
): Promise<number> {
	try {
		const { values, given } = parseOptions(command.options, args);
		if (!values.help) return await command.run(values, context, given);
		context.out(helpOf(command));
		return 0;
	} catch (error) {
		context.progress?.("");
		context.error(explain(error, [UsageError, ...(command.errors ?? [])], context));
		return 2;
	}
}

function explain(error: unknown, known: NonNullable<Command<OptionTable>["errors"]>, { env }: CommandContext): string {
	if (error instanceof Error) {
		const message = known.some((type) => error instanceof type) ? error.message : systemMessage(error);
		if (message !== undefined) return stripControlCharacters(message);
		if (env?.DEBUG) return error.stack ?? error.message;
	}
	const [line = ""] = String(error).split("\n");
	return `Unexpected error: ${stripControlCharacters(line)} (a bug; DEBUG=1 prints where)`;
}

/** One line about an error of the operating system; undefined for another error. */
function systemMessage(error: NodeJS.ErrnoException & { readonly port?: number; readonly address?: string }): string | undefined {
	const { code, port, address, syscall, message } = error;
	if (code === "EADDRINUSE") return `Port ${port} is in use. Choose another one with --port; --port 0 picks a free one.`;
	if (code === "EACCES" && port !== undefined) return `Port ${port} needs more rights. Choose one from 1024 with --port.`;
	if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
		return `${address ?? "The host"}: this machine has no such address. Choose another one with --host.`;
	}
	return syscall === undefined ? undefined : message;
}
