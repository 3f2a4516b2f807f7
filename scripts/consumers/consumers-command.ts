import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { CommandContext } from "../../src/core/command/command-context.ts";
import { defineCommand, unknownNameError } from "../../src/core/command/define-command.ts";
import { paint } from "../../src/core/operation/paint.ts";
import { inTemporaryFolder } from "../process/temporary-folder.ts";
import { packInto, testConsumer } from "./test-consumer.ts";

const PROJECTS = "test/fixtures/consumers";

export const consumersCommand = defineCommand({
	usage: "npm run test:package --",
	description: `Packs the package, installs it into projects that use it as a user would, each in an empty folder with the tools that it
names, and runs the test of each. The projects are the folders of ${PROJECTS}/.`,
	options: {
		names: { type: "string", positional: true, multiple: true, help: "the projects to test; all by default" },
	},
	exitCodes: "0 all passed; 1 some failed; 2 could not run, or on CI a tool could not be installed.",
	async run({ names }, context) {
		const projects = readdirSync(PROJECTS).sort();
		const unknown = names.find((name) => !projects.includes(name));
		if (unknown !== undefined) throw unknownNameError("project", unknown, projects);
		return inTemporaryFolder("packed", async (folder) => {
			context.progress?.("packing");
			const archive = await packInto(folder);
			return testAll(names.length === 0 ? projects : names, archive, context);
		});
	},
});

/** Two at a time, as most of each is waiting for the registry. */
async function testAll(names: readonly string[], archive: string, context: CommandContext): Promise<number> {
	const waiting = [...names];
	const codes: number[] = [];
	const work = async () => {
		for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
			codes.push(await testNamed(name, archive, context));
		}
	};
	await Promise.all([work(), work()]);
	return Math.max(0, ...codes);
}

async function testNamed(name: string, archive: string, context: CommandContext): Promise<number> {
	context.progress?.(`testing with ${name}`);
	const started = performance.now();
	const { state, output } = await testConsumer(join(PROJECTS, name), archive);
	const seconds = ((performance.now() - started) / 1_000).toFixed(0);
	context.progress?.("");
	context.out(paint(context, state === "passed" ? "green" : "red", `${name}: ${state} in ${seconds} s`));
	if (output !== "") context.out(output.replace(/^/gm, "  "));
	if (state === "not installed") return context.env?.CI ? 2 : 0;
	return state === "passed" ? 0 : 1;
}
