import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { operations } from "../../../generated/operations.ts";
import { run, runNode } from "../../support/process.ts";
import { json, startServer } from "../../support/servers.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

// Below node_modules, so that the compiler and the packages are found.
const folder = temporaryFolder("package", { inProject: true, whenDone: afterAll });
const installed = join(folder, "node_modules/twilio-messages");

vi.setConfig({ testTimeout: 120_000 });

/** Builds the package and installs it into a project of its own, as far as that can be done without a registry. */
beforeAll(async () => {
	await stdoutOf("scripts/run.js", "build", "--out", join(installed, "dist/lib"));
	for (const file of ["package.json", "README.md", "LICENSE"]) cpSync(file, join(installed, file));
	// A package of its own, or "twilio-messages" would be the project around it.
	writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
	symlinkSync(resolve("node_modules/openapi-fetch"), join(folder, "node_modules/openapi-fetch"));
	mkdirSync(join(folder, "node_modules/@types"));
	symlinkSync(resolve("node_modules/@types/node"), join(folder, "node_modules/@types/node"));
	symlinkSync(resolve("node_modules/undici-types"), join(folder, "node_modules/undici-types"));
}, 180_000);

/** What a program that succeeds prints. */
async function stdoutOf(...args: string[]): Promise<string> {
	const { code, stdout, stderr } = await runNode(args);
	if (code !== 0) throw new Error(`exit code ${code}: ${stdout}${stderr}`);
	return stdout;
}

const CONSUMER = `
import { type ConnectionError, createClient, createLeanClient, isMessageSid, NotFoundError, type Pager, type TwilioClient } from "twilio-messages";
import { type StandardResult, schemas } from "twilio-messages/schemas";
import { parseAndVerify } from "twilio-messages/webhooks";
const client: TwilioClient = createClient({ accountSid: "AC", authToken: "x" });
export const lean = createLeanClient({ apiKey: "SK", apiSecret: "x", retries: 3 });
export async function send(): Promise<string | null> {
	const message = await client.createServiceConversationMessage({
		ChatServiceSid: "IS1", ConversationSid: "CH1", Body: "x", DateCreated: new Date(), Attributes: { a: 1 },
	});
	const text: string | null = message.body;
	// @ts-expect-error no such member
	message.bodyy;
	// @ts-expect-error a SID of another kind
	await client.fetchConversationMessage({ ConversationSid: "CH1", Sid: "CH1" });
	for await (const item of client.listChannelMessages({ ServiceSid: "IS1", ChannelSid: "CH1", Order: "desc" })) item.index satisfies number;
	const { data } = await client.http.GET("/v1/Conversations/{ConversationSid}/Messages/{Sid}", {
		params: { path: { ConversationSid: "CH1", Sid: "IM1" } },
	});
	data?.sid satisfies string | null | undefined;
	return text;
}
export const isGone = (error: unknown): boolean => error instanceof NotFoundError && error.code === 20404;
export type { ConnectionError, Pager };
export const receive = async (request: Parameters<typeof parseAndVerify>[0]): Promise<string | undefined> => {
	const webhook = await parseAndVerify(request, { authToken: ["x", undefined] });
	return webhook.event === "onMessageAdded" ? webhook.fields.Body : undefined;
};
export const checked: StandardResult<{ sid: string | null }> = schemas.ConversationMessage["~standard"].validate({});
export const guard = (value: unknown) => isMessageSid(value) && (value satisfies \`IM\${string}\`);
`;

/** Everything that a program may export of the package's values without writing a type. */
const LIBRARY = `
import * as api from "twilio-messages";
import * as contract from "twilio-messages/contract";
import * as mock from "twilio-messages/sandbox";
import * as checks from "twilio-messages/schemas";
import * as webhooks from "twilio-messages/webhooks";
export const client = api.createClient({ accountSid: "AC", authToken: "x" });
export const fromEnv = api.createClientFromEnv();
export const lean = api.createLeanClient({ apiKey: "SK", apiSecret: "x" });
export const { http, ...methods } = client;
export const { GET, POST } = client.http;
export const { createServiceConversationMessage, listChannelMessages } = lean;
export const pager = client.listChannelMessages({ ServiceSid: "IS1", ChannelSid: "CH1" });
export const page = pager.firstPage();
export const message = client.fetchConversationMessage({ ConversationSid: "CH1", Sid: "IM1" });
export const result = client.http.GET("/v1/Conversations/{ConversationSid}/Messages/{Sid}", {
	params: { path: { ConversationSid: "CH1", Sid: "IM1" } },
});
export const send = (args: api.OperationArguments<"createChannelMessage">) => client.createChannelMessage(args);
export const argumentsOf = (...args: Parameters<typeof client.createServiceConversationMessage>) => args;
export const errors = (error: unknown) =>
	error instanceof api.ApiError || error instanceof api.ValidationError || error instanceof api.ResponseError ? { ...error } : error;
export const { isMessageSid, asMessageSid } = api;
export const sid = asMessageSid("IM1");
export const create = api.createClient;
export const createLean = api.createLeanClient;
export class Service {
	client = api.createClient({ accountSid: "AC", authToken: "x" });
	lean = api.createLeanClient({ accountSid: "AC", authToken: "x" });
	find = (Sid: string) => this.client.fetchConversationMessage({ ConversationSid: "CH1", Sid: api.asMessageSid(Sid) });
	thread = async () => {
		const { sid } = await this.client.createChannelMessage({ ServiceSid: "IS1", ChannelSid: "CH1", Body: "x" });
		return this.client.fetchChannelMessage({ ServiceSid: "IS1", ChannelSid: "CH1", Sid: api.asMessageSid(sid) });
	};
	sandbox = mock.createSandbox();
	stop = this.sandbox.inject({ status: 503 });
	test = contract.testContract;
}
export const argumentsOfError = (...args: ConstructorParameters<typeof api.NotFoundError>) => args;
export const { fetch, handle, listen, seed, reset, snapshot, restore, inject } = mock.createSandbox();
export const server = listen({ port: 0 });
export const state = snapshot();
export const optionsOf = (...args: Parameters<typeof mock.createSandbox>) => args;
export const run = contract.testContract({ target: "http://127.0.0.1:4010" });
export const rest = async () => { const { verdict, ...rest } = await run; return rest; };
export const finding = async () => (await run).findings[0];
export const judged = contract.judgeRecording;
export const compared = contract.compareDescription({});
export const { parse, verify, parseAndVerify, sign } = webhooks;
export const parsed = webhooks.parse("EventType=onMessageAdded");
export const received = (request: Request) => webhooks.parseAndVerify(request, { authToken: "x" });
export const testRequest = webhooks.testRequest("onMessageAdd", { Body: "x" }, { authToken: "x" });
export const reason = (error: unknown) => error instanceof webhooks.WebhookError ? error.reason : undefined;
export const { ConversationMessage, ...otherSchemas } = checks.schemas;
export const checked = ConversationMessage["~standard"].validate({});
export const checkOf = checks.schemas.ChatMessage["~standard"].validate;
export const { ...everything } = { ...api, ...checks, ...contract, ...mock, ...webhooks };
export default [api, checks, contract, mock, webhooks];
`;

const COMPILERS = { "TypeScript 5.9": "typescript", "TypeScript 7": "typescript7" };
const LIBRARIES = {
	"a browser's library": { lib: ["es2023", "dom"], types: [] },
	"Node's types": { lib: ["es2023"], types: ["node"] },
	"no types of a runtime": { lib: ["es2023"], types: [] },
};
const RESOLUTIONS = {
	nodenext: { module: "nodenext" },
	node20: { module: "node20" },
	bundler: { module: "preserve", moduleResolution: "bundler" },
};

/** What a compiler reports of a file, of which it writes the declarations. */
function compile(compiler: string, file: string, text: string, options: object): Promise<string> {
	const { bin } = JSON.parse(readFileSync(`node_modules/${compiler}/package.json`, "utf8")) as { bin: { tsc: string } };
	const compilerOptions = {
		target: "es2022",
		strict: true,
		skipLibCheck: false,
		declaration: true,
		emitDeclarationOnly: true,
		outDir: "declarations",
		exactOptionalPropertyTypes: true,
		noUncheckedIndexedAccess: true,
		...options,
	};
	writeFileSync(join(folder, file), text);
	writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
	return output(resolve("node_modules", compiler, bin.tsc), "-p", folder);
}

describe.each(Object.entries(COMPILERS))("with %s", (_, compiler) => {
	// Each way to resolve, and each library, once; all of them together take half a minute.
	test.each([
		["a browser's library", "nodenext"],
		["Node's types", "node20"],
		["no types of a runtime", "bundler"],
	] as const)("the declarations compile for %s, resolved by %s", async (library, resolution) => {
		const options = { ...LIBRARIES[library], ...RESOLUTIONS[resolution] };
		expect(await compile(compiler, "consumer.mts", CONSUMER, options)).toBe("");
	});

	test("every type of the package can be named by the declarations of another", async () => {
		const options = { ...LIBRARIES["a browser's library"], ...RESOLUTIONS.nodenext };
		expect(await compile(compiler, "library.mts", LIBRARY, options)).toBe("");
		const declarations = readFileSync(join(folder, "declarations/library.d.mts"), "utf8");
		expect(declarations).toContain("export declare const lean: api.LeanClient");
		expect(declarations).toContain("export declare const client: api.TwilioClient");
	});
});

describe("the published package", () => {
	const pack = async () => {
		const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--json"], { cwd: installed });
		const [packed] = JSON.parse(stdout) as [{ filename: string; unpackedSize: number; files: { path: string }[] }];
		return packed;
	};

	test("has one megabyte at most, and what belongs to it", async () => {
		const { unpackedSize, files } = await pack();
		expect(unpackedSize).toBeLessThanOrEqual(1_000_000);
		const paths = files.map(({ path }) => path);
		expect(paths).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json", "dist/lib/openapi.json"]));
		expect(
			paths.filter(
				(path) =>
					!/^(?:dist\/lib\/.*\.(?:js|d\.ts|map|json)|dist\/lib\/inspector\.br|LICENSE|(?:README|CHANGELOG)\.md|package\.json)$/.test(
						path,
					),
			),
		).toEqual([]);
	});

	test("publint has nothing to say", async () => {
		const { publint } = await import("publint");
		expect((await publint({ pkgDir: installed, strict: true, pack: false })).messages).toEqual([]);
	});

	test("its types are right for every way to import it, which are those of ES modules", async () => {
		const { checkPackage, createPackageFromTarballData } = await import("@arethetypeswrong/core");
		const { filename } = await pack();
		const result = await checkPackage(createPackageFromTarballData(readFileSync(join(installed, filename))));
		if (!result.types) throw new Error("the package has no types");
		// The profile esm-only: Node requires a module of ES, and node10 knows no exports.
		const isMeant = ({ kind, resolutionKind }: { kind: string; resolutionKind?: string }) =>
			resolutionKind !== "node10" && !(kind === "CJSResolvesToESM" && resolutionKind === "node16-cjs");
		expect(result.problems.filter((problem) => isMeant(problem as never))).toEqual([]);
		expect(Object.keys(result.entrypoints).sort()).toEqual([
			".",
			"./contract",
			"./openapi.json",
			"./package.json",
			"./sandbox",
			"./schemas",
			"./webhooks",
		]);
	});
});

test("the declarations name nothing of openapi-fetch's, and import only what is there", () => {
	const declarations = filesIn(join(installed, "dist")).filter((path) => path.endsWith(".d.ts"));
	expect(declarations.length).toBeGreaterThan(4);
	for (const path of declarations) {
		const specifiers = [...readFileSync(path, "utf8").matchAll(/(?:from|import\() ?["']([^"']+)["']/g)].map(
			([, specifier = ""]) => specifier,
		);
		for (const specifier of specifiers) {
			expect(specifier).toMatch(/^\.{1,2}\/.*\.js$/);
			expect(declarations).toContain(join(path, "..", specifier.replace(/\.js$/, ".d.ts")));
		}
	}
});

test("the doc comments of the description stand at the methods", async () => {
	const { default: ts } = await import("typescript");
	const file = join(folder, "consumer.mts");
	writeFileSync(file, CONSUMER);
	const host: import("typescript").LanguageServiceHost = {
		getCompilationSettings: () => ({
			module: ts.ModuleKind.NodeNext,
			target: ts.ScriptTarget.ES2022,
			strict: true,
			lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
			types: [],
		}),
		getScriptFileNames: () => [file],
		getScriptVersion: () => "1",
		getScriptSnapshot: (path) =>
			ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(path) ?? "") : undefined,
		getCurrentDirectory: () => folder,
		getDefaultLibFileName: ts.getDefaultLibFilePath,
		fileExists: ts.sys.fileExists,
		readFile: ts.sys.readFile,
		directoryExists: ts.sys.directoryExists,
		realpath: (path) => path,
	};
	const service = ts.createLanguageService(host);
	const quickInfo = (text: string) => service.getQuickInfoAtPosition(file, CONSUMER.indexOf(text) + 1);
	const text = ts.displayPartsToString;
	const describe = (name: string) => {
		const position = CONSUMER.indexOf(`${name}:`);
		const details = service.getCompletionEntryDetails(file, position, name, {}, undefined, {}, undefined);
		// Behind a format, the text stands in a tag.
		return text([...(details?.documentation ?? []), ...(details?.tags ?? []).flatMap((tag) => tag.text ?? [])]);
	};
	expect(text(quickInfo("createServiceConversationMessage")?.documentation)).toMatch(
		/^Add a message to a conversation of a service\n/,
	);
	expect(describe("Body")).toContain("The text of the message.");
	expect(describe("DateCreated")).toContain("ignores milliseconds");
	expect(describe("ChatServiceSid")).toContain("The Conversation Service");
	expect(quickInfo("listChannelMessages")?.tags?.map(({ name }) => name)).toContain("deprecated");
	expect(quickInfo("listChannelMessages")?.tags?.map((tag) => `${tag.name} ${text(tag.text)}`)).toContain(
		"param args.PageSize Default: 50",
	);
	// A method, an argument and `http` are shown with their members and texts, not with the names of our types.
	const shown = text(quickInfo("createServiceConversationMessage")?.displayParts);
	expect(shown).toMatch(/\(args: \{\n/);
	expect(shown).toContain("DateCreated?: string | Date | undefined");
	expect(shown).toContain("Attributes?: string | JsonObject | readonly JsonValue[] | undefined");
	expect(shown).not.toMatch(/\b(?:Widen|ArgumentsOf|OperationMethod|MethodResult|Methods)/);
	const tags =
		quickInfo("createServiceConversationMessage")?.tags?.map(({ name, text: words }) => `${name} ${text(words)}`) ?? [];
	expect(tags).toContainEqual(expect.stringMatching(/^param args\.ConversationSid\b/));
	expect(tags).toContainEqual(expect.stringMatching(/^returns The body/));
	expect(tags).toContainEqual(expect.stringMatching(/^throws .*ValidationError/));
	expect(text(quickInfo("DateCreated")?.displayParts)).toBe("(property) DateCreated?: string | Date | undefined");
	expect(text(quickInfo("http.GET")?.documentation)).toContain("by method and path template");
});

test("require() from CommonJS works", async () => {
	writeFileSync(
		join(folder, "consumer.cjs"),
		`const { createClient, NotFoundError } = require("twilio-messages");
		const client = createClient({ apiKey: "SK" + "a".repeat(32), apiSecret: "x" });
		console.log(typeof client.createChannelMessage, NotFoundError.name, Object.keys(client).sort().join());`,
	);
	expect(await stdoutOf(join(folder, "consumer.cjs"))).toBe(
		`function NotFoundError ${[...Object.keys(operations), "close", "http"].sort()}\n`,
	);
});

test("the package runs as built, including the check of responses", async () => {
	writeFileSync(
		join(folder, "consumer.mjs"),
		`import { createClient } from "twilio-messages";
		const fetch = async () => Response.json({ sid: 7 });
		const reports = [];
		const client = createClient({ apiKey: "SK" + "a".repeat(32), apiSecret: "x", fetch, validate: "all", onDrift: (report) => reports.push(report) });
		const message = await client.fetchConversationMessage({ ConversationSid: "name", Sid: "IM" + "a".repeat(32) });
		console.log(JSON.stringify(message), reports[0].violations.some(({ pointer }) => pointer === "/body/sid"));`,
	);
	expect(await stdoutOf(join(folder, "consumer.mjs"))).toBe('{"sid":7} true\n');
});

test("the package depends on openapi-fetch alone", () => {
	const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
	expect(Object.keys(dependencies)).toEqual(["openapi-fetch"]);
	const entry = readFileSync(join(installed, "dist/lib/index.js"), "utf8");
	// It is loaded with the first call by path. Names that begin with # are those of the package itself.
	expect([...entry.matchAll(/(?:from|import)\s*"([^".#][^"]*)"/g)]).toEqual([]);
});

test("in Node, the package as built sends requests with node:http, and with fetch if that is wanted", async () => {
	const { url, requests } = await startServer((_, response) => json(response, 200, { sid: null }));
	writeFileSync(
		join(folder, "transports.mjs"),
		`import { createClient } from "twilio-messages";
		for (const transport of [undefined, "node", "fetch"]) {
			const client = createClient({ apiKey: "SK" + "a".repeat(32), apiSecret: "x", baseUrl: "${url}", transport });
			await client.fetchConversationMessage({ ConversationSid: "name", Sid: "IM" + "a".repeat(32) });
		}`,
	);
	await stdoutOf(join(folder, "transports.mjs"));
	// Only `fetch` sends this header.
	expect(requests.map(({ headers }) => "sec-fetch-mode" in headers)).toEqual([false, false, true]);
});

test.each([["node"], ["workerd"], ["browser"], ["edge-light"], ["bun"], ["deno"]])(
	"the transport of Node is part of the package in Node alone: %s",
	async (condition) => {
		writeFileSync(join(folder, "transport.mjs"), 'export { createClient } from "twilio-messages";');
		const { metafile } = await build({
			entryPoints: [join(folder, "transport.mjs")],
			absWorkingDir: folder,
			bundle: true,
			format: "esm",
			platform: condition === "node" ? "node" : "neutral",
			mainFields: ["main"],
			conditions: [condition],
			external: ["node:*"],
			metafile: true,
			write: false,
		});
		const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
		expect(imports.includes("node:http")).toBe(condition === "node");
	},
);

test.each(["", "/schemas", "/webhooks"])(
	"twilio-messages%s bundles for any platform: no module of Node's, no code made of text",
	async (entry) => {
		writeFileSync(join(folder, "bundle.mjs"), `export * from "twilio-messages${entry}";`);
		const { outputFiles, metafile, warnings } = await build({
			entryPoints: [join(folder, "bundle.mjs")],
			absWorkingDir: folder,
			bundle: true,
			format: "esm",
			platform: "neutral",
			mainFields: ["module", "main"],
			metafile: true,
			write: false,
			logLevel: "silent",
		});
		expect(warnings).toEqual([]);
		const inputs = Object.keys(metafile.inputs).filter(
			(path) => !/^(?:bundle\.mjs|node_modules\/twilio-messages\/|.*\/openapi-fetch\/)/.test(path),
		);
		expect(inputs).toEqual([]);
		const code = outputFiles[0]?.text ?? "";
		for (const module of builtinModules)
			expect(code).not.toMatch(new RegExp(`(?:from|import|require)[ (]*["'](?:node:)?${module}["']`));
		expect(code).not.toMatch(/\beval\(|new Function\(|\bBuffer\b|\brequire\(/);
	},
);

/** What a program prints, whether it succeeds or not. */
const output = async (...args: string[]) => (await runNode(args)).stdout;

function filesIn(root: string): string[] {
	return readdirSync(root, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}
