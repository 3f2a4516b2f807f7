import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { relative, resolve } from "node:path";
import type { CommandContext } from "../../src/core/command/command-context.ts";
import { defineCommand, UsageError } from "../../src/core/command/define-command.ts";
import { paint } from "../../src/core/operation/paint.ts";
import { ICON, policyMeta } from "../docs/content-security-policy.ts";
import type { Profile } from "../docs/profile.ts";
import { withPublicFiles } from "../docs/public-files.ts";
import { readModel } from "../docs/read-model.ts";
import { buildSandboxSite } from "../docs/sandbox-site.ts";
import { exampleSeed } from "../docs/seed.ts";
import { startGenerators } from "../generate/run.ts";
import { type WatchedRun, watch } from "../generate/watch.ts";
import { type LiveSite, serveLive } from "./live-site.ts";
import { SandboxProcess } from "./sandbox-process.ts";

/** The project's own part of the site, and where its texts are. */
export interface DevProject {
	readProfile(): Profile;
	/** The folder of the texts and of the code of the profile. */
	readonly texts: string;
}

/** The command for whoever edits the description or the texts of the site. */
export const createDevCommand = (project: DevProject) =>
	defineCommand({
		usage: "npm run dev --",
		description: `Generates, builds the site and runs a sandbox, again after every saved change of the description or of the
texts of the site. Pages of the site reload when they have changed. A problem is reported, and everything stays as it was.`,
		options: {
			port: { type: "number", min: 0, max: 65_535, default: 4011, help: "the port of the site; 0 picks a free one" },
			"sandbox-port": { type: "number", min: 0, max: 65_535, default: 4010, help: "the sandbox's port; 0 picks a free one" },
		},
		exitCodes: "0 stopped; 2 could not start.",
		async run(values, context) {
			const sandbox = new SandboxProcess(await findPort(values["sandbox-port"]));
			const opened: { close(): Promise<void> }[] = [sandbox];
			try {
				const site = await serveLive([waitingPage()], values.port);
				opened.push(site);
				const generators = startGenerators(new URL("./dev.worker.mjs", import.meta.url), true);
				opened.push(generators);
				printAddresses(site, sandbox, context);
				const follower = { folders: [resolve(project.texts)], follow: createFollower(project, site, sandbox) };
				return await watch(resolve("redocly.yaml"), generators, context, follower);
			} finally {
				await Promise.all(opened.map((part) => part.close()));
			}
		},
	});

/** Builds again what a run has changed. */
function createFollower(project: DevProject, site: LiveSite, sandbox: SandboxProcess) {
	let isBuilt = false;
	return async ({ loader, saved, wrote }: WatchedRun): Promise<string> => {
		const texts = saved.filter((file) => !relative(resolve(project.texts), file).startsWith(".."));
		if (isBuilt && !wrote && texts.every(isCode))
			return texts.length === 0 ? "" : "code is read at the start: start this command again";
		isBuilt = false;
		const model = await readModel(loader);
		const profile = project.readProfile();
		const startsSandbox = wrote || !sandbox.isRunning;
		if (startsSandbox) await sandbox.start(exampleSeed(model, profile.canonicalPath));
		site.show(withPublicFiles(await buildSandboxSite({ model, profile }, sandbox.url), profile));
		isBuilt = true;
		return startsSandbox ? "started the sandbox, built the site" : "built the site";
	};
}

const isCode = (file: string) => file.endsWith(".ts");

/** Finds out whether a port is free, before anything is built for it. 0 picks a free one. */
async function findPort(wanted: number): Promise<number> {
	const server = createServer();
	await new Promise<void>((done, fail) => server.once("error", fail).listen(wanted, "127.0.0.1", done)).catch(
		({ message }: Error) => {
			throw new UsageError(`--sandbox-port ${wanted}: ${message}. Choose another port; 0 picks a free one.`);
		},
	);
	const { port } = server.address() as AddressInfo;
	await new Promise((closed) => server.close(closed));
	return port;
}

function printAddresses(site: LiveSite, sandbox: SandboxProcess, context: CommandContext): void {
	context.out(`Site:     ${paint(context, "bold", `${site.url}/`)}`);
	context.out(`Sandbox:  ${paint(context, "bold", sandbox.url)}  which the samples call`);
}

/** The start page until there is a site. */
function waitingPage() {
	return {
		path: "index.html",
		content: `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8">${policyMeta({ "img-src": ["data:"] })}<title>Not built yet</title>${ICON}</head>
<body><p>The site is not built yet. The terminal says why. This page reloads automatically.</p></body>
</html>
`,
	};
}
