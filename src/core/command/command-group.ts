import type { CommandContext } from "./command-context.ts";
import { unknownNameError } from "./define-command.ts";

export interface GroupedCommand {
	readonly description: string;
	/** Takes the arguments after the name of the command, and returns the exit code. */
	run(args: readonly string[], context: CommandContext): Promise<number>;
}

/** Commands behind one name, such as those of an executable. */
export interface CommandGroup {
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
