import { stripControlCharacters } from "../operation/strip-control-characters.ts";
import type { CommandContext } from "./command-context.ts";
import { type Command, helpOf, type OptionTable, parseOptions, UsageError, unknownNameError } from "./define-command.ts";
import { explainBug } from "./explain-bug.ts";

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
		context.error(explainError(error, [UsageError, ...(command.errors ?? [])], context));
		return 2;
	}
}

function explainError(error: unknown, known: NonNullable<Command<OptionTable>["errors"]>, { env }: CommandContext): string {
	if (error instanceof Error) {
		const message = known.some((type) => error instanceof type) ? error.message : systemMessage(error);
		if (message !== undefined) return stripControlCharacters(message);
	}
	return explainBug(error, env);
}

/** One line about an error of the operating system; undefined for another error. */
function systemMessage(error: NodeJS.ErrnoException & { readonly port?: number; readonly address?: string }): string | undefined {
	const { code, port, address, syscall, message } = error;
	if (code === "EADDRINUSE")
		return `${port === undefined ? "The port" : `Port ${port}`} is in use. Choose another one with --port; --port 0 picks a free one.`;
	if (code === "EACCES" && port !== undefined) return `Port ${port} needs more rights. Choose one from 1024 with --port.`;
	if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
		return `${address ?? "The host"}: this machine has no such address. Choose another one with --host.`;
	}
	return syscall === undefined ? undefined : message;
}

export interface GroupedCommand {
	readonly description: string;
	/** Takes the arguments after the name of the command, and returns the exit code. */
	run(args: readonly string[], context: CommandContext): Promise<number>;
}

/** Commands behind one name, such as those of an executable. */
interface CommandGroup {
	/** How the group is called, without the name of a command. */
	readonly usage: string;
	/** What `--version` prints. */
	readonly version?: string;
	readonly commands: Readonly<Record<string, GroupedCommand>>;
}

/** Runs the command that the first argument names. @returns its exit code; 2 if no command has the name */
export async function runCommandGroup(
	group: CommandGroup,
	[name = "", ...args]: readonly string[],
	context: CommandContext,
): Promise<number> {
	const { version, commands } = group;
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (command !== undefined) return command.run(args, context);
	if (name === "--help" || (name === "--version" && version !== undefined)) {
		context.out(name === "--help" ? helpOfGroup(group) : (version ?? ""));
		return 0;
	}
	context.error(name === "" ? helpOfGroup(group) : unknownNameError("command", name, Object.keys(commands)).message);
	return 2;
}

function helpOfGroup({ usage, version, commands }: CommandGroup): string {
	const row = (name: string, text: string) => `  ${name.padEnd(10)} ${text}`;
	return [
		`Usage: ${usage} <command> [options]`,
		"",
		"Commands:",
		...Object.entries(commands).map(([name, { description }]) => row(name, description)),
		"",
		"Options:",
		row("--help", "show this help; after a command, the help of the command"),
		...(version === undefined ? [] : [row("--version", "show the version")]),
	].join("\n");
}
