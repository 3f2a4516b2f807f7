import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import pc from "picocolors";
import { readProfile, SANDBOX_CREDENTIALS } from "../docs/profile.ts";
import { publish } from "./docs/publish.ts";
import { exampleSeed } from "./docs/seed.ts";
import { serveFiles } from "./docs/serve.ts";
import { buildSite } from "./docs/site.ts";
import { SandboxError, startSandbox } from "./docs/start-sandbox.ts";
import { buildModel } from "./pipeline/build-model.ts";
import { createLoader } from "./pipeline/load.ts";
import type { Model } from "./pipeline/model.ts";
import { DescriptionError, ModelError } from "./pipeline/problem.ts";

const HELP = `Usage: npm run docs -- [options]

Builds the reference site of the description: an interactive page, a static page an operation as HTML and
Markdown, samples, indexes. Nothing on it asks for anything from elsewhere; any static host can serve it.

Options:
  --out <folder>           where to build to (default: dist/docs)
  --address <url>          where the site will be published, for the site map
  --serve                  build it for a sandbox, and serve both to this machine
  --port <number>          with --serve: the port of the site (default: 4011; 0 picks one)
  --sandbox-port <number>  with --serve: the port of the sandbox (default: 4010; 0 picks one)
  --config <file>          the list of descriptions, of which the first is taken (default: redocly.yaml)
  --help                   show this

Exit codes: 0 done; 1 a problem in the description; 2 could not run.`;

const OPTIONS = {
	out: { type: "string" },
	address: { type: "string" },
	serve: { type: "boolean", default: false },
	port: { type: "string", default: "4011" },
	"sandbox-port": { type: "string", default: "4010" },
	config: { type: "string", default: "redocly.yaml" },
	help: { type: "boolean", default: false },
} as const;

class UsageError extends Error {}

async function main(): Promise<number> {
	const { values } = parseArgs({ options: OPTIONS });
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	const address = values.address;
	if (address !== undefined && !/^https?:\/\/[^/]/.test(address)) {
		throw new UsageError(`--address: expected an absolute http(s) address, got ${address}`);
	}
	const started = performance.now();
	const model = await readModel(values.config);
	const site = { model, profile: readProfile(), versions: [], ...(address !== undefined && { address }) };
	if (values.serve) return serve(values, site);
	const out = resolve(values.out ?? "dist/docs");
	const files = await buildSite(site);
	publish(out, files);
	console.log(`${relative(process.cwd(), out) || "."}/: ${files.length} files (${(performance.now() - started).toFixed(0)} ms)`);
	return 0;
}

async function readModel(config: string): Promise<Model> {
	const loader = await createLoader(resolve(config));
	const [api] = loader.apis;
	if (api === undefined) throw new UsageError(`${config}: expected a description, found none`);
	const { bundle, locate } = await loader.bundle(api);
	try {
		return buildModel(bundle);
	} catch (error) {
		if (!(error instanceof ModelError)) throw error;
		throw new DescriptionError(
			error.problems.map(({ pointer, message }) => ({ ...locate(pointer), message, rule: "model", severity: "error" })),
		);
	}
}

/** The samples of a served site name the sandbox beside it, so that a command works as it is copied. */
async function serve(
	values: { readonly out?: string | undefined; readonly port: string; readonly "sandbox-port": string },
	site: Parameters<typeof buildSite>[0],
): Promise<number> {
	const port = readPort("port", values.port);
	const sandbox = await startSandbox(readPort("sandbox-port", values["sandbox-port"]), exampleSeed(site.model));
	try {
		const { username, password } = SANDBOX_CREDENTIALS;
		const target = { baseUrl: sandbox.url, credentials: { username: { literal: username }, password: { literal: password } } };
		const files = await buildSite({ ...site, target });
		if (values.out !== undefined) publish(resolve(values.out), files);
		const server = await serveFiles(files, port);
		console.log(
			`Site:     ${pc.bold(`${server.url}/`)}  (Ctrl-C stops it)\nSandbox:  ${pc.bold(sandbox.url)}  which the samples call`,
		);
		await new Promise<void>((stop) => {
			for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop());
		});
		await server.close();
		return 0;
	} finally {
		sandbox.stop();
	}
}

function readPort(name: string, text: string): number {
	const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
	if (port >= 0 && port <= 65_535) return port;
	throw new UsageError(`--${name}: expected a whole number up to 65535, got ${text}`);
}

/** 1 for a problem in the description, told by place; 2 for anything that kept us from building. */
function fail(error: unknown): number {
	if (error instanceof DescriptionError) {
		for (const { file, line, column, message } of error.problems)
			console.error(`${pc.bold(`${file}:${line}:${column}`)} ${message}`);
		console.error("Nothing was written. `npm run generate` tells more.");
		return 1;
	}
	if (error instanceof SandboxError) {
		console.error(
			`The sandbox did not start. ${error.message}\nName another port with --sandbox-port; 0 picks one that is free.`,
		);
		return 2;
	}
	const { code = "", port, message } = error as NodeJS.ErrnoException & { port?: number };
	if (code === "EADDRINUSE") console.error(`Port ${port} is in use. Name another one with --port; 0 picks one that is free.`);
	else if (error instanceof UsageError || code.startsWith("ERR_PARSE_ARGS")) console.error(`${message}\n\n${HELP}`);
	else console.error(error);
	return 2;
}

process.exitCode = await main().catch(fail);
