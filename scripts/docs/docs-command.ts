import { dirname, join, relative, resolve } from "node:path";
import { type CommandContext, untilStopped } from "../../src/core/command/command-context.ts";
import { defineCommand, UsageError } from "../../src/core/command/define-command.ts";
import { messageOf } from "../../src/core/operation/message-of.ts";
import { paint } from "../../src/core/operation/paint.ts";
import type { RunningSandbox } from "../../src/core/sandbox/listen.ts";
import type { Seed } from "../../src/core/sandbox/seed.ts";
import { createLoader } from "../pipeline/load.ts";
import type { Model } from "../pipeline/model.ts";
import { printProblems } from "../pipeline/print-problems.ts";
import { DescriptionError } from "../pipeline/problem.ts";
import { plainProfile } from "./plain-profile.ts";
import type { Profile } from "./profile.ts";
import { withPublicFiles } from "./public-files.ts";
import { publish } from "./publish.ts";
import { readLocatedModel } from "./read-model.ts";
import { buildSandboxSite } from "./sandbox-site.ts";
import { exampleSeed } from "./seed.ts";
import { serveFiles } from "./serve.ts";
import { buildSite } from "./site.ts";
import { readSiteFolder } from "./site-folder.ts";

/** The parts of the site and its command that a project supplies. */
export interface Project {
	/** Reads its part of the site. */
	readProfile(): Profile;
	/** Starts a sandbox of its API at a port. */
	startSandbox(seed: Seed, port: number): Promise<RunningSandbox>;
}

/** The command that builds and serves the site of a description. */
export const createDocsCommand = (project: Project) =>
	defineCommand({
		usage: "npm run docs --",
		description: `Builds the reference site of the description: an interactive page, a static page per operation as HTML and
Markdown, samples, indexes. The site loads nothing from other hosts; any static host can serve it.`,
		options: {
			out: { type: "string", value: "folder", help: "where to build to (default: dist/docs)" },
			address: { type: "string", value: "url", help: "where the site will be published; only then it has a sitemap" },
			serve: { type: "boolean", help: "build the site for a sandbox, and serve both to this machine" },
			port: { type: "number", min: 0, max: 65_535, default: 4011, help: "with --serve, the port of the site; 0 picks one" },
			"sandbox-port": {
				type: "number",
				min: 0,
				max: 65_535,
				default: 4010,
				help: "with --serve, the sandbox's port; 0 picks one",
			},
			config: { type: "string", value: "file", default: "redocly.yaml", help: "the list of descriptions; the first is used" },
		},
		exitCodes: "0 done; 1 a problem in the description; 2 could not run.",
		async run(values, context) {
			const { address, config, out = "dist/docs", serve } = values;
			if (address !== undefined) checkAddress(address);
			const started = performance.now();
			try {
				const { model, fileOf } = await readLocatedModel(await createLoader(resolve(config)));
				const profile = profileFor(config, project, model);
				const site = { model, fileOf, profile, ...(address !== undefined && { address }) };
				if (serve) return await serveSite(values, site, project, context);
				const files = withPublicFiles(await buildSite(site), profile);
				publish(resolve(out), files);
				const time = `${(performance.now() - started).toFixed(0)} ms`;
				context.out(`${relative(process.cwd(), resolve(out)) || "."}/: ${files.length} files (${time})`);
				if (address === undefined)
					context.out("It has no sitemap and no canonical addresses: these need --address, where the site will be published.");
				return 0;
			} catch (error) {
				if (!(error instanceof DescriptionError)) throw error;
				printProblems(error, context);
				context.error("Nothing was written.");
				return 1;
			}
		},
	});

/** @throws {UsageError} if no paths can be added to an address */
function checkAddress(address: string): void {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url === undefined || !/^https?:\/\/[^/]/.test(address)) {
		throw new UsageError(`--address: expected an absolute http(s) address, got ${address}`);
	}
	if (/[?#\s]/.test(address) || url.username !== "" || url.password !== "") {
		throw new UsageError("--address: expected an address without user, query and fragment; leave out what is after the path");
	}
}

/** The words of one product belong to its own description: those of another one are beside its configuration, or there are none. */
function profileFor(config: string, project: Project, model: Model): Profile {
	if (resolve(config) === resolve("redocly.yaml")) return project.readProfile();
	return { ...plainProfile(model), ...readSiteFolder(join(dirname(config), "docs")) };
}

/** Serves the site and a sandbox. */
async function serveSite(
	values: { readonly out: string | undefined; readonly port: number; readonly "sandbox-port": number },
	site: Parameters<typeof buildSite>[0],
	project: Project,
	context: CommandContext,
): Promise<number> {
	const { out, port } = values;
	if (site.profile.sandboxCredentials === undefined) {
		throw new UsageError("--serve: the sandbox serves the description of redocly.yaml only. Leave out --config or --serve.");
	}
	const sandbox = await startSandbox(project, exampleSeed(site.model, site.profile.canonicalPath), values["sandbox-port"]);
	try {
		const files = withPublicFiles(await buildSandboxSite(site, sandbox.url), site.profile);
		if (out !== undefined) publish(resolve(out), files);
		const server = await serveFiles(files, port);
		context.out(`Site:     ${paint(context, "bold", `${server.url}/`)}  (Ctrl-C stops it)`);
		context.out(`Sandbox:  ${paint(context, "bold", sandbox.url)}  which the samples call`);
		await untilStopped(context);
		await server.close();
		return 0;
	} finally {
		await sandbox.close();
	}
}

async function startSandbox(project: Project, seed: Seed, port: number): Promise<RunningSandbox> {
	try {
		return await project.startSandbox(seed, port);
	} catch (error) {
		const reason = messageOf(error);
		throw new UsageError(`The sandbox did not start: ${reason}. --sandbox-port names another port; 0 picks a free one.`);
	}
}
