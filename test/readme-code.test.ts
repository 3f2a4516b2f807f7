import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { runNode } from "./support/process.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/** The values that the blocks of the README use without declaring them. */
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
export const ServiceSid = ChatServiceSid;
export const ChannelSid = ConversationSid;
export const text = "Hello";
export const client = createClient({ accountSid, authToken });
const message = await client.createServiceConversationMessage({ ChatServiceSid, ConversationSid, Body: text });
if (message.sid === null) throw new Error("no message");
export const Sid = message.sid;
`;
const HARNESS_NAMES = [...HARNESS.matchAll(/export const (\w+)/g)].map(([, name = ""]) => name);

/** Blocks that are type-checked but not run, by a part of their code, each with the reason. */
const NOT_RUN: [pattern: RegExp, reason: string][] = [
	[/from "twilio"/, "it needs a port; the tests of the sandbox run it"],
	[/from "vitest"/, "it is a test; the tests of the contract tests run similar ones"],
];

const ENTRIES = {
	"twilio-messages": resolve("src/index.ts"),
	"twilio-messages/sandbox": resolve("src/sandbox.ts"),
	"twilio-messages/contract": resolve("src/contract.ts"),
	"twilio-messages/webhooks": resolve("src/webhooks.ts"),
};

const blocks = [...readFileSync("README.md", "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
const folder = temporaryFolder("readme", { inProject: true, whenDone: afterAll });

writeFileSync(join(folder, "harness.ts"), HARNESS);
for (const [index, code] of blocks.entries()) {
	const declared = (name: string) => new RegExp(`(?:const|let|import) (?:\\{[^}]*)?\\b${name}\\b`).test(code);
	const used = HARNESS_NAMES.filter((name) => new RegExp(`\\b${name}\\b`).test(code) && !declared(name));
	// The harness always comes first: it redirects every request to its sandbox.
	const imports = `import "./harness.ts";\n${used.length > 0 ? `import { ${used.join(", ")} } from "./harness.ts";\n` : ""}`;
	writeFileSync(join(folder, `block-${index}.ts`), `${imports}${code}\nexport {};\n`);
}

test("every block of TypeScript in the README compiles", async () => {
	const paths = Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, [file]]));
	const compilerOptions = { paths, noUnusedLocals: false, typeRoots: [resolve("node_modules/@types")] };
	writeFileSync(
		join(folder, "tsconfig.json"),
		JSON.stringify({ extends: resolve("tsconfig.json"), compilerOptions, include: ["*.ts"] }),
	);
	const { stdout, code } = await runNode([resolve("node_modules/typescript/bin/tsc"), "-p", folder]);
	expect({ stdout, code }).toEqual({ stdout: "", code: 0 });
	expect(blocks.length).toBeGreaterThan(5);
});

describe("every block of TypeScript in the README runs against a sandbox", () => {
	for (const [index, code] of blocks.entries()) {
		const reason = NOT_RUN.find(([pattern]) => pattern.test(code))?.[1];
		const name = `${index + 1}: ${code
			.trim()
			.split("\n")
			.find((line) => line !== "" && !line.startsWith("import"))}`;
		if (reason !== undefined) {
			test(`is not run (${reason}): ${name}`, () => expect(code).toContain("import"));
			continue;
		}
		test(name, async () => {
			const file = join(folder, `block-${index}.mjs`);
			buildSync({
				entryPoints: [join(folder, `block-${index}.ts`)],
				outfile: file,
				bundle: true,
				platform: "node",
				format: "esm",
				target: "node20",
				// The harness is imported for its side effect; `sideEffects: false` in package.json would drop it.
				ignoreAnnotations: true,
				external: ["openapi-fetch"],
				alias: ENTRIES,
			});
			const env = { ...process.env, TWILIO_ACCOUNT_SID: `AC${"a".repeat(32)}`, TWILIO_AUTH_TOKEN: "token" };
			const { code: exitCode, stderr } = await runNode([file], { env });
			expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
		});
	}
});
