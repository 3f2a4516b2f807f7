import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runInNewContext } from "node:vm";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseYaml } from "../scripts/pipeline/redocly-core.ts";
import { parseBaseline } from "../src/core/report/baseline-file.ts";
import { createSandbox } from "../src/sandbox.ts";
import { blockWith, type CodeBlock, codeBlocks, SANDBOX_ADDRESS } from "./support/documents.ts";
import { type Outcome, runNode } from "./support/process.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/** The values that the blocks use without declaring them. */
const HARNESS = `
import { createClient } from "twilio-messages";
import { createSandbox } from "twilio-messages/sandbox";

export const sandbox = createSandbox();
// Every request goes to a sandbox in this process, whatever its address.
globalThis.fetch = sandbox.fetch as typeof fetch;
// The account that API keys act for in a sandbox.
export const accountSid = \`AC\${"a".repeat(32)}\`;
export const authToken = "token";
export const apiKey = \`SK\${"0".repeat(32)}\`;
export const apiSecret = "secret";
export const ChatServiceSid = \`IS\${"a".repeat(32)}\` as const;
export const ConversationSid = \`CH\${"a".repeat(32)}\` as const;
export const text = "Hello";
export const client = createClient({ accountSid, authToken });
const message = await client.createServiceConversationMessage({ ChatServiceSid, ConversationSid, Body: text });
if (message.sid === null) throw new Error("no message");
export const Sid = message.sid;
`;
const HARNESS_NAMES = [...HARNESS.matchAll(/export const (\w+)/g)].map(([, name = ""]) => name);

/** A file of the reader that a block imports. */
const ROUTE = `export const POST = async (_request: Request): Promise<Response> => new Response();\n`;

/** Runs the blocks one after another, each with a harness of its own, and prints what each wrote to the standard error. */
const RUNNER = `
for (const file of process.argv.slice(2)) {
	const complaints = [];
	process.stderr.write = (text) => complaints.push(String(text));
	await import(file).catch((error) => complaints.push(error.stack));
	console.log("\\nBLOCK " + JSON.stringify({ file, complaints }));
}
`;

const ENTRIES = {
	"twilio-messages": resolve("src/index.ts"),
	"twilio-messages/sandbox": resolve("src/sandbox.ts"),
	"twilio-messages/contract": resolve("src/contract.ts"),
	"twilio-messages/schemas": resolve("src/schemas.ts"),
	"twilio-messages/webhooks": resolve("src/webhooks.ts"),
};

const folder = temporaryFolder("documents", { inProject: true, whenDone: afterAll });
const sandbox = await createSandbox().listen({ port: 0 });
afterAll(() => sandbox.close());

const blocks = codeBlocks("ts").map((block, index) => {
	const isTest = block.code.includes('from "vitest"');
	return { ...block, isTest, file: join(folder, `block-${index}${isTest ? ".test" : ""}.ts`) };
});
const env = {
	...process.env,
	NO_COLOR: "1",
	TWILIO_ACCOUNT_SID: `AC${"a".repeat(32)}`,
	TWILIO_AUTH_TOKEN: "token",
	TWILIO_NEXT_AUTH_TOKEN: "next",
};

mkdirSync(join(folder, "app/webhooks"), { recursive: true });
writeFileSync(join(folder, "app/webhooks/route.ts"), ROUTE);
writeFileSync(join(folder, "harness.ts"), HARNESS);
writeFileSync(join(folder, "run.mjs"), RUNNER);
for (const { code, file } of blocks) writeFileSync(file, `${importsOf(code)}${code}\nexport {};\n`);

/** The harness always comes first: it redirects every request to its sandbox. */
function importsOf(code: string): string {
	const isDeclared = (name: string) => new RegExp(`(?:const|let|import) (?:\\{[^}]*)?\\b${name}\\b`).test(code);
	const used = HARNESS_NAMES.filter((name) => new RegExp(`\\b${name}\\b`).test(code) && !isDeclared(name));
	return `import "./harness.ts";\n${used.length > 0 ? `import { ${used.join(", ")} } from "./harness.ts";\n` : ""}`;
}

const titleOf = ({ document, line, code }: CodeBlock) =>
	`${document}:${line} ${code.split("\n").find((text) => text !== "" && !/^(?:import|\/\/)/.test(text))}`;

test("every block of TypeScript compiles", async () => {
	const paths = Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, [file]]));
	const compilerOptions = { paths, noUnusedLocals: false, typeRoots: [resolve("node_modules/@types")] };
	writeFileSync(
		join(folder, "tsconfig.json"),
		JSON.stringify({ extends: resolve("tsconfig.json"), compilerOptions, include: ["*.ts", "app"] }),
	);
	// The newest compiler is the fastest; the package's own tests cover the others.
	const { stdout, code } = await runNode([resolve("node_modules/typescript7/bin/tsc"), "-p", folder]);
	expect({ stdout, code }).toEqual({ stdout: "", code: 0 });
	expect(blocks.length).toBeGreaterThan(15);
});

describe("every block of TypeScript runs against a sandbox", () => {
	const programs = blocks.filter(({ isTest }) => !isTest);
	const outputOf = (file: string) => file.replace(/\.ts$/, ".mjs");
	let outcome: Outcome;

	beforeAll(async () => {
		buildSync({
			entryPoints: programs.map(({ file }) => file),
			outdir: folder,
			outExtension: { ".js": ".mjs" },
			bundle: true,
			platform: "node",
			format: "esm",
			target: "node20",
			// The harness is imported for its side effect; `sideEffects: false` in package.json would drop it.
			ignoreAnnotations: true,
			external: ["openapi-fetch", "twilio"],
			alias: ENTRIES,
		});
		outcome = await runNode([join(folder, "run.mjs"), ...programs.map(({ file }) => outputOf(file))], { env });
	});

	test.each(programs.map((block) => [titleOf(block), block.file] as const))("%s", (_, file) => {
		const results = [...outcome.stdout.matchAll(/^BLOCK (.*)$/gm)].map(([, result = ""]) => JSON.parse(result));
		expect(results.find((result) => result.file === outputOf(file))?.complaints, outcome.stderr).toEqual([]);
	});
});

test("every block that is a test passes", async () => {
	const tests = blocks.filter(({ isTest }) => isTest);
	for (const { file } of tests) {
		const code = readFileSync(file, "utf8").replaceAll(SANDBOX_ADDRESS, sandbox.url);
		// Stubs alone are no test.
		writeFileSync(file, /^test\(/m.test(code) ? code : `${code}\nimport { test } from "vitest";\ntest("runs", () => {});\n`);
	}
	writeFileSync(join(folder, "vitest.config.mjs"), `export default ${JSON.stringify({ resolve: { alias: aliases() } })};\n`);
	const { code, stdout, stderr } = await runNode([resolve("node_modules/vitest/vitest.mjs"), "run"], { cwd: folder, env });
	expect({ code, stdout, stderr }).toMatchObject({
		code: 0,
		stdout: expect.stringContaining(`Test Files  ${tests.length} passed`),
	});
});

/** The longest first, because a name also stands for what begins with it. */
function aliases(): { find: string; replacement: string }[] {
	return Object.entries(ENTRIES)
		.map(([find, replacement]) => ({ find, replacement }))
		.reverse();
}

test("the transform for Jest takes in the package and its dependency, and no other", () => {
	const module: { exports: { transform: object; transformIgnorePatterns: string[] } } = {
		exports: { transform: {}, transformIgnorePatterns: [] },
	};
	runInNewContext(blockWith("docs/client.md", "transformIgnorePatterns").code, { module });
	const { transform, transformIgnorePatterns } = module.exports;
	const isTransformed = (path: string) =>
		Object.keys(transform).some((pattern) => new RegExp(pattern).test(path)) &&
		!transformIgnorePatterns.some((pattern) => new RegExp(pattern).test(path));
	const paths = ["twilio-messages/dist/src/index.js", "openapi-fetch/dist/index.mjs", "other/index.js", "twilio/lib/index.js"];
	expect(paths.map((path) => isTransformed(`/app/node_modules/${path}`))).toEqual([true, false, false, false]);
});

describe("a block of data is what a program takes, or gives", () => {
	const dataOf = (document: string, words: string) => JSON.parse(blockWith(document, words).code);

	test("the seed of the sandbox", () => {
		const seed = dataOf("docs/sandbox.md", '"resources"');
		expect(createSandbox({ seed }).snapshot()).toMatchObject({ participants: seed.participants, media: seed.media });
	});

	test("the file of known deviations", () => {
		const { code } = blockWith("docs/contract.md", '"entries"');
		expect(parseBaseline(code)).toEqual(JSON.parse(code).entries);
	});

	test("the body of an error", async () => {
		const response = await fetch(`${sandbox.url}/v1/Conversations/x/Messages/IM${"a".repeat(32)}`, {
			headers: { authorization: `Basic ${btoa(`AC${"a".repeat(32)}:token`)}` },
		});
		expect(response.status).toBe(404);
		const { message, ...documented } = dataOf("docs/index.md", '"more_info"');
		expect(await response.json()).toMatchObject({
			...documented,
			message: expect.stringMatching(new RegExp(`^${message.replace(/\/Services\/…/, ".*")}$`)),
		});
	});

	test("the settings of Jest for ES modules", () => {
		const { scripts } = dataOf("docs/client.md", '"jest"');
		const [, flag = "", program = ""] = /^node (--\S+) (\S+)$/.exec(scripts.test) ?? [];
		expect(process.allowedNodeEnvironmentFlags.has(flag)).toBe(true);
		expect(program).toMatch(/^node_modules\/jest\//);
	});

	test("the configuration of the toy API", () => {
		const { code } = blockWith("docs/editing.md", "apis:");
		expect(parseYaml(code)).toEqual(parseYaml(readFileSync("test/fixtures/toy/redocly.yaml", "utf8")));
	});
});
