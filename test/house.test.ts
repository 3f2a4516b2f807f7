import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runNode } from "./support/process.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/**
 * The rule of the house: an endpoint more is one path file and one line in the root. Types, client, sandbox, contract tests,
 * proofs and facts follow with no other edit.
 */
const SOURCE = resolve("test/fixtures/house");
const LINES: Readonly<Record<string, string>> = {
	"/v1/Conversations/{ConversationSid}/Participants": "paths/conversations/conversation-participants.yaml",
	"/v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages/{MessageSid}/Reactions": "paths/chat/message-reactions.yaml",
	"/v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages/{MessageSid}/Reactions/{Sid}": "paths/chat/message-reaction.yaml",
	"/v2/Widgets": "paths/widgets/widgets.yaml",
	"/v2/Widgets/{Sid}": "paths/widgets/widget.yaml",
	"/v2/Widgets/{Sid}.json": "paths/widgets/widget-document.yaml",
	"/v2/Widgets/{WidgetSid}/Settings": "paths/widgets/widget-settings.yaml",
};

const folder = temporaryFolder("house", { inProject: true, whenDone: afterAll });

beforeAll(() => {
	const copied = ["openapi", "redocly.yaml", "src", "generated", "scripts", "package.json", "tsconfig.json", "test/description"];
	for (const path of copied) cpSync(resolve(path), join(folder, path), { recursive: true });
	symlinkSync(resolve("node_modules"), join(folder, "node_modules"));

	for (const file of Object.values(LINES)) {
		mkdirSync(dirname(join(folder, "openapi", file)), { recursive: true });
		cpSync(join(SOURCE, file), join(folder, "openapi", file));
	}
	const root = join(folder, "openapi/openapi.yaml");
	const added = Object.entries(LINES).map(([path, file]) => `  ${path}:\n    $ref: ${file}\n`);
	writeFileSync(root, readFileSync(root, "utf8").replace(/^paths:\n/m, `paths:\n${added.join("")}`));
	// Who uses the package; not a part of it.
	cpSync(join(SOURCE, "consumer.ts.txt"), join(folder, "scripts/consumer.ts"));
	const tsconfig = { extends: "./tsconfig.json", include: ["scripts/consumer.ts"] };
	writeFileSync(join(folder, "tsconfig.consumer.json"), JSON.stringify(tsconfig));
});

test("new endpoints are one path file and one line in the root each", { timeout: 300_000 }, async () => {
	const generated = await runInside("scripts/run.js", "generate");
	expect(generated, generated.output).toMatchObject({ code: 0 });

	const counts = [/(\d+)\/(\d+) constraints proven/, /(\d+)\/(\d+) facts that the examples show hold/];
	const tests = ["test/description/constraints.test.ts", "test/description/facts.test.ts"];
	const [types, consumer, after, before] = await Promise.all([
		runInside("node_modules/typescript/bin/tsc", "-p", "tsconfig.consumer.json"),
		runInside("scripts/run.js", "consumer"),
		runInside("node_modules/vitest/vitest.mjs", "run", ...tests),
		runIn(resolve("."), "node_modules/vitest/vitest.mjs", "run", ...tests),
	]);
	expect(types.output).toBe("");
	expect(consumer, consumer.output).toMatchObject({ code: 0 });
	expect(JSON.parse(consumer.output)).toEqual({
		listed: { default: ["one", "two", "three"], desc: ["three", "two", "one"] },
		reactions: ["+1", "heart"],
		widget: "second",
		gone: 404,
		cleared: [],
		document: "second",
		unknownDocument: 404,
		settings: { before: 5, after: { color: "blue", volume: 9 } },
		contract: { verdict: "conforms", findings: [], operations: describedOperations(), missing: [] },
		drifts: {
			listConversationParticipants: ["/response/body/participants/0/identity"],
			fetchMessageReaction: ["/response/body/emoji"],
			createWidget: ["/response/body/size"],
			fetchWidgetDocument: ["/response/body/size"],
			replaceWidgetSettings: ["/response/body/volume"],
		},
		remains: ["gone-after-delete fetchMessageReaction", "gone-after-delete listMessageReactions"],
	});
	expect(after, after.output).toMatchObject({ code: 0 });
	for (const count of counts) {
		const [, holding, all] = count.exec(after.output) ?? [];
		expect(holding).toBe(all);
		expect(Number(all)).toBeGreaterThan(Number(count.exec(before.output)?.[2]));
	}
});

/** How many operations the extended description has. */
function describedOperations(): number {
	const { paths } = JSON.parse(readFileSync(join(folder, "generated/openapi.json"), "utf8")) as { paths: Record<string, object> };
	return Object.values(paths).flatMap((item) => Object.values(item).filter((value) => "operationId" in value)).length;
}

const runInside = (...args: readonly string[]) => runIn(folder, ...args);

async function runIn(cwd: string, ...args: readonly string[]): Promise<{ code: number | null; output: string }> {
	const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, VITEST: undefined };
	const { code, stdout, stderr } = await runNode(args, { cwd, env, timeout: 300_000 });
	return { code, output: code === 0 ? stdout.trim() : stdout + stderr };
}
