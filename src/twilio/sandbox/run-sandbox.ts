import type { CommandContext } from "../../core/command/command-context.ts";
import { readSettings } from "./command.ts";
import { createSandbox } from "./create-sandbox.ts";
import { SETTINGS_HELP, startupMessage } from "./startup-message.ts";

/**
 * Serves a sandbox as a command does: with arguments, a line per request, and an exit code (Node only).
 *
 * @param args the arguments after the name of the command; `--help` lists them
 * @param usage how the command is called, for the help
 * @returns 0 when it was stopped, 2 when it could not start
 */
export async function runSandbox(
	args: readonly string[],
	context: CommandContext,
	usage = "twilio-messages sandbox",
): Promise<number> {
	// Loaded here, so that the rest of the module runs without Node.
	const { runCommand } = await import("../../core/command/run-command.ts");
	const { createSandboxCommand } = await import("../../core/sandbox/command.ts");
	const command = createSandboxCommand({
		usage,
		settings: SETTINGS_HELP,
		create: (options, settings) => createSandbox({ ...readSettings(settings), ...options }),
		startupMessage,
	});
	return runCommand(command, args, context);
}
