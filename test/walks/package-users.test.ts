import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseYaml } from "../../scripts/pipeline/redocly-core.ts";
import { blockWith } from "../support/documents.ts";
import { lintWorkflow } from "../support/lint-workflow.ts";
import { unusedAddress } from "../support/servers.ts";
import { beginWalk, makeFolder } from "./walk.ts";

/** The dependencies of the package, which a registry would give. */
const DEPENDENCIES = ["openapi-fetch", "openapi-typescript-helpers"].map((name) => resolve("node_modules", name));
const ACCOUNT = `AC${"a".repeat(32)}`;
/** One whole run shows that all cases pass; the others are about few of them. */
const ONE_OPERATION = "--operation fetchConversationMessage";

const walk = beginWalk("package-users", afterAll);
const app = join(walk.folder, "app");
let address = "";

/** Last registered, first run. What `beforeAll` passes to `afterAll` would never run. */
const stops: (() => unknown)[] = [];
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

beforeAll(async () => {
	walk.clone();
	makeFolder(walk, "registry");
	await walk.run(`npm pack --ignore-scripts --pack-destination registry ${DEPENDENCIES.join(" ")}`);
	const installed = await walk.run(blockWith("README.md", "npm pack"), {
		change: (command) => command.replace("npm ci && ", "").replace(/^npm install .*$/, "$& ../registry/*.tgz"),
	});
	expect(installed, installed.stderr).toMatchObject({ code: 0 });
	address = await walk.start(`npx twilio-messages sandbox --port 0 --set credentials=${ACCOUNT}:token`, {
		cwd: "app",
		whenDone: (stop) => stops.push(stop),
	});
}, 120_000);

test("an application developer makes a first call", async () => {
	expect(readdirSync(join(app, "node_modules")).sort()).toContain("twilio-messages");
	walk.save(blockWith("README.md", "console.log(sent.sid"), "app/hello.mjs", address);
	const { code, stdout } = await walk.run("node hello.mjs", { cwd: "app" });
	expect(code).toBe(0);
	expect(stdout).toMatch(/^IM[0-9a-f]{32} Hello\n0 agent-7 Hello\n$/);
	expect(await walk.run("npx twilio-messages sandbox --help", { cwd: "app" })).toMatchObject({ code: 0, stderr: "" });
});

test("an application developer tests against the sandbox", async () => {
	walk.save(blockWith("README.md", "a deleted message is gone"), "app/messages.test.js");
	symlinkSync(resolve("node_modules/vitest"), join(app, "node_modules/vitest"));
	symlinkSync("../vitest/vitest.mjs", join(app, "node_modules/.bin/vitest"));
	const { code, stdout, stderr } = await walk.run("npx vitest run", { cwd: "app" });
	expect({ code, stdout, stderr }).toMatchObject({ code: 0, stdout: expect.stringContaining("1 passed") });
});

test("a platform team tests a server, recordings of it, and accepts what it knows of", { timeout: 240_000 }, async () => {
	const options = { cwd: "app", address, env: { CONTRACT_CREDENTIALS: `${ACCOUNT}:token` } };
	const all = blockWith("README.md", "npx twilio-messages contract");
	const change = (command: string) => (command.includes("--baseline") ? undefined : command);
	const clean = await walk.run(all, { ...options, change });
	expect(clean, clean.stdout + clean.stderr).toMatchObject({ code: 0 });

	const fault = { operationId: "fetchConversationMessage", mutation: "missing:/sid" };
	await walk.run(`curl --fail -X POST ${address}/_sandbox/faults --data '${JSON.stringify(fault)}'`);
	expect(await walk.run(`npx twilio-messages contract --target ${address} ${ONE_OPERATION}`, options)).toMatchObject({ code: 1 });
	const accept = (command: string) => (command.includes("--baseline") ? `${command} ${ONE_OPERATION}` : undefined);
	const accepted = await walk.run(all, { ...options, change: accept });
	expect(accepted, accepted.stdout + accepted.stderr).toMatchObject({ code: 0 });
	expect(JSON.parse(readFileSync(join(app, "known.json"), "utf8")).entries).not.toEqual([]);

	const { code, stdout, summary } = await runWorkflow();
	expect(code, stdout).toBe(0);
	expect(summary).toContain("known");
	const nobody = await unusedAddress();
	expect(await walk.run(`npx twilio-messages contract --target ${nobody}`, options)).toMatchObject({ code: 2 });
});

interface WorkflowStep {
	readonly run?: string;
	readonly env?: Readonly<Record<string, string>>;
}

/** Runs the last step of the workflow of the guide, as GitHub does. Its others get the project and its packages. */
async function runWorkflow(): Promise<{ code: number | null; stdout: string; summary: string }> {
	const { code: text } = blockWith("docs/contract.md", "runs-on");
	expect(await lintWorkflow(text, ".github/workflows/contract.yml")).toEqual([]);
	const workflow = parseYaml(text) as { jobs: { test: { steps: WorkflowStep[] } } };
	const steps = workflow.jobs.test.steps.filter(({ run }) => run !== undefined);
	expect(steps.map(({ run }) => run)).toEqual(["npm ci", expect.stringContaining("npx twilio-messages contract ")]);
	const { run = "", env = {} } = steps[1] ?? {};
	expect(env.TARGET).toBe("twilio");
	const file = join(walk.folder, "summary.md");
	const given = { TARGET: address, CONTRACT_CREDENTIALS: `${ACCOUNT}:token`, GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file };
	const { code, stdout } = await walk.run(`${run} ${ONE_OPERATION}`, { cwd: "app", env: given });
	return { code, stdout, summary: readFileSync(file, "utf8") };
}
