import type { CommandContext } from "../../core/command/command-context.ts";
import type { InspectorSource } from "../../core/sandbox/inspector-files.ts";
import { createSandbox } from "./create-sandbox.ts";
import { isNumericOption, resolvePolicyOptions, SETTABLE_OPTIONS, type TwilioPolicyOptions } from "./options.ts";
import { SETTINGS_HELP, startupMessage } from "./startup-message.ts";

/**
 * Serves a sandbox as a command does: with arguments, a line per request, and an exit code (Node only).
 *
 * @param args the arguments after the name of the command; `--help` lists them
 * @param usage how the command is called, for the help
 * @param inspector reads the page that shows the sandbox; by default, that of the package
 * @returns 0 when it was stopped, 2 when it could not start
 */
export async function runSandbox(
	args: readonly string[],
	context: CommandContext,
	usage = "twilio-messages sandbox",
	inspector?: InspectorSource,
): Promise<number> {
	// Loaded here, so that the rest of the module runs without Node.
	const { runCommand } = await import("../../core/command/run-command.ts");
	const { createSandboxCommand } = await import("../../core/sandbox/command.ts");
	const command = createSandboxCommand({
		usage,
		settings: SETTINGS_HELP,
		create: (options, settings) => createSandbox({ ...readSettings(settings), ...options, ...(inspector && { inspector }) }),
		startupMessage,
	});
	return runCommand(command, args, context);
}

/** Reads the values of `--set`. @throws {TypeError} naming the setting that is unknown or invalid */
function readSettings(settings: Readonly<Record<string, string>>): TwilioPolicyOptions {
	const { credentials, ...rest } = settings;
	const unknown = Object.keys(rest).find((name) => !SETTABLE_OPTIONS.includes(name));
	if (unknown !== undefined) {
		throw new TypeError(`--set ${unknown}: expected one of ${["credentials", ...SETTABLE_OPTIONS].join(", ")}`);
	}
	const options = Object.fromEntries(
		Object.entries(rest).map(([name, value]) => [name, isNumericOption(name) && /^\d+$/.test(value) ? Number(value) : value]),
	);
	return resolvePolicyOptions({
		...options,
		...(credentials === undefined ? {} : { credentials: [readCredentials(credentials)] }),
	});
}

function readCredentials(text: string) {
	const [, username, password] = /^([^:]+):(.+)$/s.exec(text) ?? [];
	if (username === undefined || password === undefined) throw new TypeError("--set credentials: expected name:password");
	return { username, password };
}
