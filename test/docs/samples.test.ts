import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readProfile } from "../../docs/profile.ts";
import { documentedCalls } from "../../scripts/docs/calls.ts";
import { exampleSeed } from "../../scripts/docs/seed.ts";
import { buildSite } from "../../scripts/docs/site.ts";
import { describeOperations } from "../../scripts/pipeline/describe-operations.ts";
import { splitArguments } from "../../src/core/operation/arguments.ts";
import { matchPath } from "../../src/core/operation/path-template.ts";
import { encodeRequest } from "../../src/core/operation/request.ts";
import { createSandbox, type Sandbox, type SandboxExchange } from "../../src/sandbox.ts";
import { SANDBOX_CREDENTIALS } from "../../src/twilio/placeholders.ts";
import { runNode, runShell } from "../support/process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { buildProjectSite, type ShownSample, samplesOn } from "./project-site.ts";

/*
 * The samples are taken off the built site, twice. As they are published they name the real hosts: those that run in Node run
 * untouched, their requests being led to the sandbox, and in curl's the host is replaced. As `--serve` shows them they
 * name the sandbox, and every one runs as it is copied.
 */

interface Outcome {
	/** Null if the sample ran to its end. */
	readonly error: string | null;
	readonly exchanges: readonly SandboxExchange[];
}

/** What the runner asks the sandbox for before each module. */
const BEGINNING = "/sample";

const { model, files } = await buildProjectSite();
const published = samplesOn(files);
const seed = exampleSeed(model, readProfile().canonicalPath);
const { username, password } = SANDBOX_CREDENTIALS;
const ENV = { ...process.env, TWILIO_ACCOUNT_SID: username, TWILIO_AUTH_TOKEN: password, NODE_ENV: "" };
for (const name of ["TWILIO_REGION", "TWILIO_EDGE"]) Reflect.deleteProperty(ENV, name);

const folder = temporaryFolder("samples", { inProject: true, whenDone: afterAll });
let exchanges: SandboxExchange[] = [];
let sandbox: Sandbox;
let running: Awaited<ReturnType<Sandbox["listen"]>>;
let served: ShownSample[] = [];

beforeAll(async () => {
	sandbox = createSandbox({ seed, onExchange: (exchange) => exchanges.push(exchange) });
	running = await sandbox.listen();
	const target = { baseUrl: running.url, credentials: { username: { literal: username }, password: { literal: password } } };
	served = samplesOn(await buildSite({ model, profile: readProfile(), target }));
});

afterAll(async () => {
	await running.close();
});

const nameOf = ({ operation, call, writer }: ShownSample) => `${operation} ${call} ${writer}`;
const isCurl = ({ writer }: ShownSample) => writer === "curl";

/** Writes samples as modules of TypeScript. */
function write(kind: string, samples: readonly ShownSample[]): string[] {
	mkdirSync(join(folder, kind), { recursive: true });
	return samples.map((sample) => {
		const file = join(folder, kind, `${nameOf(sample).replaceAll(" ", ".")}.mts`);
		// Without an import, the compiler would not take it for a module.
		writeFileSync(file, sample.source.startsWith("import") ? sample.source : `export {};\n${sample.source}`);
		return file;
	});
}

async function runModules(kind: string, samples: readonly ShownSample[], redirect: boolean): Promise<Outcome[]> {
	const entryPoints = write(kind, samples);
	const alias = { "twilio-messages": resolve("src/index.ts") };
	const outdir = join(folder, `${kind}-built`);
	await build({
		entryPoints,
		alias,
		outdir,
		bundle: true,
		external: ["twilio", "openapi-fetch"],
		format: "esm",
		platform: "node",
		outExtension: { ".js": ".mjs" },
	});
	const modules = samples.map((sample) => pathToFileURL(join(outdir, `${nameOf(sample).replaceAll(" ", ".")}.mjs`)).href);
	const args = [resolve("test/docs/run-samples.mjs"), running.url, ...modules];
	const env = redirect ? { ...ENV, REDIRECT: "1" } : { PATH: process.env.PATH };
	exchanges = [];
	const { code, stdout, stderr } = await runNode(args, { env });
	if (code !== 0) throw new Error(stderr);
	const beginnings = exchanges.flatMap(({ request }, index) => (new URL(request.url).pathname === BEGINNING ? [index] : []));
	const errors: (string | null)[] = JSON.parse(stdout);
	return errors.map((error, index) => ({
		error,
		exchanges: exchanges.slice((beginnings[index] ?? 0) + 1, beginnings[index + 1]),
	}));
}

async function runCurl(samples: readonly ShownSample[]): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const { source } of samples) {
		sandbox.reset();
		exchanges = [];
		const { code, stderr } = await runShell(source, { env: ENV });
		outcomes.push({ error: code === 0 ? null : `exit code ${code}: ${stderr}`, exchanges });
	}
	return outcomes;
}

/** Checks that each sample made the documented call, and that it succeeded. */
function expectSuccess(samples: readonly ShownSample[], outcomes: readonly Outcome[]): void {
	const facts = new Map(describeOperations(model).map((one) => [one.operation.id, one]));
	expect(outcomes.length).toBe(samples.length);
	for (const [index, { error, exchanges }] of outcomes.entries()) {
		const sample = samples[index];
		const found = sample && facts.get(sample.operation);
		const call = found && documentedCalls(found).find(({ name }) => name === sample.call);
		if (sample === undefined || found === undefined || call === undefined) throw new Error("expected a documented call");
		const { descriptor } = found.operation;
		expect(error, nameOf(sample)).toBeNull();
		expect(exchanges.length, nameOf(sample)).toBeGreaterThan(0);
		for (const { request, response } of exchanges) {
			expect(request.method, nameOf(sample)).toBe(descriptor.method);
			expect(matchPath(descriptor.path, new URL(request.url).pathname), nameOf(sample)).toBeDefined();
			expect(Math.floor(response.status / 100), nameOf(sample)).toBe(2);
		}
		const { body } = encodeRequest(descriptor, splitArguments(descriptor, call.values).parts);
		const fields = (text: string | null) => [...new URLSearchParams(text ?? "")].sort(([one], [other]) => (one < other ? -1 : 1));
		expect(fields(exchanges[0]?.request.body ?? null), nameOf(sample)).toEqual(fields(body));
	}
}

test("every published sample that Node can run makes its documented call, untouched", { timeout: 300_000 }, async () => {
	const samples = published.filter((sample) => !isCurl(sample));
	expectSuccess(samples, await runModules("published", samples, true));
});

test("every published curl command makes its documented call, once its host is the sandbox", async () => {
	const hosts = model.operations.map(({ descriptor }) => descriptor.server);
	const samples = published.filter(isCurl).map((sample) => {
		const host = hosts.find((server) => sample.source.includes(`'${server}/`)) ?? "";
		return { ...sample, source: sample.source.replace(`'${host}/`, `'${running.url}/`) };
	});
	expectSuccess(samples, await runCurl(samples));
});

test("every sample of the served site works as it is copied", { timeout: 300_000 }, async () => {
	expect(served.map(nameOf)).toEqual(published.map(nameOf));
	expectSuccess(served.filter(isCurl), await runCurl(served.filter(isCurl)));
	const samples = served.filter((sample) => !isCurl(sample));
	expectSuccess(samples, await runModules("served", samples, false));
});

test("every sample type-checks", async () => {
	const written = [
		...write(
			"checked",
			published.filter((sample) => !isCurl(sample)),
		),
		...write(
			"checked-served",
			served.filter((sample) => !isCurl(sample)),
		),
	];
	const config = join(folder, "tsconfig.json");
	const paths = { "twilio-messages": [resolve("src/index.ts")] };
	writeFileSync(
		config,
		JSON.stringify({ extends: resolve("tsconfig.json"), compilerOptions: { paths }, include: [], files: written }),
	);
	const { stdout, code } = await runNode([resolve("node_modules/typescript/bin/tsc"), "-p", config]);
	expect({ stdout, code }).toEqual({ stdout: "", code: 0 });
	expect(written.length).toBeGreaterThanOrEqual(66);
});

test("a sample that does not work is noticed", async () => {
	const [sample] = published.filter(({ writer }) => writer === "fetch");
	if (sample === undefined) throw new Error("expected a sample");
	const wrong = { ...sample, source: sample.source.replace(/\/v1\/Services\/IS/, "/v1/Services/XX") };
	const [outcome] = await runModules("wrong", [wrong], true);
	expect(outcome?.error).toContain("404");
	const [curl] = await runCurl([{ ...sample, writer: "curl", source: `curl --fail-with-body ${running.url}/v1/nothing` }]);
	expect(curl?.error).toMatch(/^exit code 22: /);
});
