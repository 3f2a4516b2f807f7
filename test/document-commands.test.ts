import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox } from "../src/sandbox.ts";
import { copyProject } from "./support/copy-project.ts";
import { codeBlocks, commandsOf, SANDBOX_ADDRESS } from "./support/documents.ts";
import { runShell, startProcess } from "./support/process.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/** Commands that are not run here, each with the reason. */
const NOT_RUN: [pattern: RegExp, reason: string][] = [
	[
		/^npm ci(?: &&|$)|npm test|npm run (?:check|test:quick)$/,
		"it installs the packages or runs these tests; .ci/run does the same",
	],
	[/^export /, "it is only a setting"],
	[/--target twilio/, "it needs an account"],
	[/npm pack|npm install|^mkdir|^npx twilio-messages|\/support\/Messages/, "a walk runs it, in test/walks/"],
	[/recorded\.har|--target http.*--baseline/, "a walk runs it, in test/walks/"],
	[/^npx vitest|^perl -pi|^npm run (?:generate$|spec:diff)/, "a walk runs it, in test/walks/"],
	[
		/^npm run release|^git push/,
		"it makes a version; test/release/release.test.ts makes one of a toy, and git pushes nothing here",
	],
	[/twilio\.json/, "it needs the vendor's file; test/twilio/contract/overlay.test.ts makes an overlay, and applies it"],
	[/^npm run dev$/, "it runs until it is stopped; test/dev/dev.test.ts starts and stops it"],
	[/^npm run docs(?: -- (?:--address \S+|--serve))?$/, "a walk runs it, in test/walks/"],
	[/--receiver/, "it needs a receiver; test/twilio/contract/receiver.test.ts has some"],
];

/** Commands that run until they are stopped. */
const SERVER = /^npm run sandbox/;

const folder = join(temporaryFolder("commands", { whenDone: afterAll }), "twilio-messages");
const sandbox = await createSandbox().listen({ port: 0 });
beforeAll(() => copyProject(folder));
afterAll(() => sandbox.close());

const commands = new Map(
	codeBlocks("sh").flatMap((block) => commandsOf(block).map((command) => [command, `${block.document}:${block.line}`])),
);

describe("every command of the README and the guides", () => {
	for (const [command, place] of commands) {
		const reason = NOT_RUN.find(([pattern]) => pattern.test(command))?.[1];
		if (reason !== undefined) test(`is not run (${reason}): ${command} (${place})`, () => {});
		else if (SERVER.test(command)) test(`starts: ${command} (${place})`, () => expectStart(command));
		else test(`succeeds: ${command} (${place})`, () => expectSuccess(command));
	}
});

test("no reason is left over", () => {
	const unused = NOT_RUN.filter(([pattern]) => ![...commands.keys()].some((command) => pattern.test(command)));
	expect(unused).toEqual([]);
});

async function expectSuccess(command: string): Promise<void> {
	const { code, stdout, stderr } = await runShell(command.replaceAll(SANDBOX_ADDRESS, sandbox.url), { cwd: folder });
	expect({ code, stderr, stdout }).toMatchObject({ code: 0 });
	// curl succeeds whatever the server says.
	if (command.startsWith("curl ")) expect(stdout).not.toMatch(/"status": ?[45]\d\d/);
}

/** Without npm around it, the signal reaches the command itself. */
async function expectStart(command: string): Promise<void> {
	const line = command.replace(/ --port \d+/, "").replace(/^npm run (\w+)(?: --)?/, "exec node scripts/run.js $1 --port 0");
	const server = startProcess("sh", ["-c", line], { cwd: folder });
	await server.until("Ctrl-C");
	const [address = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(server.output()) ?? [];
	expect((await fetch(address)).status).toBeLessThan(500);
	server.child.kill("SIGINT");
	expect(await server.ended).toMatchObject({ code: 0, stderr: "" });
}
