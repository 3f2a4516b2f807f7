import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { type Server as HttpServer, request as sendRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { testRequest, type WebhookName } from "../../src/webhooks.ts";
import { runNode } from "../support/process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { buildProjectSite, contentOf, type ShownSample, samplesOn } from "./project-site.ts";

/*
 * The receivers are taken off the built site, and run untouched, by the frameworks themselves. Each gets signed webhooks.
 */

const { model, files } = await buildProjectSite();
const samples = samplesOn(files, "webhooks");
const folder = temporaryFolder("receivers", { inProject: true, whenDone: afterAll });
const TOKEN = "12345";

/** A receiver that runs. */
interface Receiver {
	/** Where a webhook is sent. */
	readonly url: string;
	receive(request: Request): Promise<Response>;
}

/** What the modules of the samples export. */
interface Exported {
	readonly server?: HttpServer;
	readonly default?: { fetch(request: Request): Promise<Response> | Response };
	readonly POST?: (request: Request) => Promise<Response>;
}

const nameOf = ({ operation, writer }: ShownSample) => `${operation}.${writer}`;

/** Writes modules of TypeScript. */
function write(kind: string, sources: ReadonlyMap<string, string>): string[] {
	mkdirSync(join(folder, kind), { recursive: true });
	return [...sources].map(([name, source]) => {
		const file = join(folder, kind, `${name}.mts`);
		writeFileSync(file, source);
		return file;
	});
}

const ALIAS = { "twilio-messages/webhooks": resolve("src/webhooks.ts") };

async function compile(kind: string, sources: ReadonlyMap<string, string>): Promise<void> {
	await build({
		entryPoints: write(kind, sources),
		alias: ALIAS,
		outdir: join(folder, kind),
		bundle: true,
		splitting: true,
		external: ["express", "hono", "vitest"],
		format: "esm",
		platform: "node",
		outExtension: { ".js": ".mjs" },
	});
}

const servers = new Set<HttpServer>();

/** Starts a receiver, which is one module: it runs until all tests are done. */
async function start(name: string): Promise<Receiver> {
	const { server, default: app, POST }: Exported = await import(pathToFileURL(join(folder, "run", `${name}.mjs`)).href);
	if (server) {
		servers.add(server);
		if (!server.listening) await once(server, "listening");
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
		return { url, receive: (request) => fetch(request) };
	}
	const receive = app ? async (request: Request) => app.fetch(request) : POST;
	if (receive === undefined) throw new Error(`expected ${name} to export a receiver`);
	return { url: "https://app.example.com/webhooks", receive };
}

async function signedRequest(event: string, url: string, authToken = TOKEN): Promise<Request> {
	const fields = { Author: "d'Arc +1 🕔", Attributes: '{"a":" "}', Unknown: "" };
	// The name is one of the description, which the table of the samples was read from, too.
	const signed = await testRequest(event as WebhookName, fields, { url, authToken });
	return new Request(signed.url, signed);
}

beforeAll(() => compile("run", new Map(samples.map((sample) => [nameOf(sample), sample.source]))));

afterAll(() => {
	for (const server of servers) server.close();
});

beforeEach(() => {
	vi.stubEnv("TWILIO_AUTH_TOKEN", TOKEN);
	vi.stubEnv("PORT", "0");
	vi.spyOn(console, "log").mockImplementation(() => {});
	return () => {
		vi.unstubAllEnvs();
		vi.restoreAllMocks();
	};
});

describe("every receiver of the site", () => {
	test("is written for every webhook and framework", () => {
		const expected = model.webhooks.flatMap(({ id }) => ["express", "hono", "next", "node"].map((writer) => `${id}.${writer}`));
		expect(samples.map(nameOf).sort()).toEqual(expected.sort());
	});

	test.each(samples.map((sample) => [nameOf(sample), sample] as const))(
		"%s accepts what is signed, and nothing else",
		async (name, sample) => {
			const { url, receive } = await start(name);
			const accepted = await receive(await signedRequest(sample.operation, url));
			expect(accepted.status).toBe(200);
			const { responses } = model.webhooks.find(({ id }) => id === sample.operation) ?? {};
			const changes = Object.values(responses?.["200"]?.examples ?? {});
			const text = await accepted.text();
			if (changes.length === 0) expect(text).toBe("");
			else expect(JSON.parse(text)).toEqual(changes.at(-1));
			expect(console.log).toHaveBeenCalledTimes(changes.length === 0 ? 1 : 0);

			const forged = await receive(await signedRequest(sample.operation, url, "54321"));
			expect(forged.status).toBe(403);
			expect(await forged.text()).not.toContain(TOKEN);
			const signed = await signedRequest(sample.operation, url);
			const changed = new Request(signed, {
				body: `${await signed.clone().text()}&Body=changed`,
				duplex: "half",
			} as RequestInit);
			expect((await receive(changed)).status).toBe(403);
			const unsigned = await signedRequest(sample.operation, url);
			unsigned.headers.delete("x-twilio-signature");
			expect((await receive(unsigned)).status).toBe(403);
		},
	);

	test("accepts a webhook that it is not about, and changes nothing", async () => {
		for (const writer of ["express", "hono", "next", "node"]) {
			const { url, receive } = await start(`onMessageAdd.${writer}`);
			const response = await receive(await signedRequest("onDeliveryUpdated", url));
			expect([writer, response.status, await response.text()]).toEqual([writer, 200, ""]);
		}
	});

	test("type-checks", async () => {
		const written = write("checked", new Map(samples.map((sample) => [nameOf(sample), sample.source])));
		expect(await typeCheck(written)).toEqual({ stdout: "", code: 0 });
	});
});

test.each(["express", "hono", "next", "node"])(
	"a receiver of %s behind a proxy knows its address by PUBLIC_URL",
	async (writer) => {
		const { url, receive } = await start(`onMessageAdded.${writer}`);
		const { headers, body } = await testRequest(
			"onMessageAdded",
			{},
			{ url: "https://public.example.com/webhooks", authToken: TOKEN },
		);
		const send = async () => (await receive(new Request(url, { method: "POST", headers, body }))).status;
		expect(await send()).toBe(403);
		vi.stubEnv("PUBLIC_URL", "https://public.example.com");
		expect(await send()).toBe(200);
	},
);

test.each(["express", "node"])("a receiver of %s survives a request that breaks off", async (writer) => {
	const { url, receive } = await start(`onMessageAdded.${writer}`);
	const broken = sendRequest(url, { method: "POST", headers: { "content-length": "1000" } });
	broken.on("error", () => {});
	await new Promise((flushed) => broken.write("EventType=", flushed));
	broken.destroy();
	expect((await receive(await signedRequest("onMessageAdded", url))).status).toBe(200);
});

describe("the code of the guide", () => {
	const blocks = [...contentOf(files, "webhooks.md").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, source = ""]) => source);
	const receivers = blocks.filter((block) => !block.includes("vitest"));
	const [tested = ""] = blocks.filter((block) => block.includes("vitest"));

	test("type-checks", async () => {
		const route = samples.find((sample) => nameOf(sample) === "onMessageAdded.next")?.source ?? "";
		mkdirSync(join(folder, "guide/app/webhooks"), { recursive: true });
		writeFileSync(join(folder, "guide/app/webhooks/route.ts"), route);
		const written = write("guide", new Map(blocks.map((block, index) => [`block-${index}`, block])));
		expect(await typeCheck(written)).toEqual({ stdout: "", code: 0 });
		expect(receivers.length).toBeGreaterThanOrEqual(3);
	});

	test("receives", async () => {
		await compile("guide-run", new Map(receivers.map((source, index) => [`block-${index}`, source])));
		for (const index of receivers.keys()) {
			const { receive } = await import(pathToFileURL(join(folder, "guide-run", `block-${index}.mjs`)).href);
			const good = await signedRequest("onMessageAdded", "https://app.example.com/webhooks");
			await expect(receive(good)).resolves.toBeDefined();
			const forged = await signedRequest("onMessageAdded", "https://app.example.com/webhooks", "54321");
			await expect(receive(forged)).rejects.toMatchObject({ status: 403 });
		}
	});

	test("tests", async () => {
		const [, call = ""] = /async \(\) => \{\n([\s\S]*)\n\}\);/.exec(tested) ?? [];
		const source = tested
			.replace(/^import .* from "vitest";\n/m, "")
			.replace(/test\("[^"]*", async \(\) => \{/, "export const run = async (expect: any) => {")
			.replace(/\}\);\n$/, "};\n");
		expect(call).toContain("testRequest");
		await compile("guide", new Map([["tested", source]]));
		const { run } = await import(pathToFileURL(join(folder, "guide", "tested.mjs")).href);
		const before = expect.getState().assertionCalls;
		await run(expect);
		expect(expect.getState().assertionCalls).toBe(before + 1);
	});
});

async function typeCheck(written: readonly string[]): Promise<{ stdout: string; code: number | null }> {
	const config = join(folder, "tsconfig.json");
	const paths = Object.fromEntries(Object.entries(ALIAS).map(([name, file]) => [name, [file]]));
	writeFileSync(
		config,
		JSON.stringify({ extends: resolve("tsconfig.json"), compilerOptions: { paths }, include: [], files: written }),
	);
	const { stdout, code } = await runNode([resolve("node_modules/typescript/bin/tsc"), "-p", config]);
	return { stdout, code };
}
