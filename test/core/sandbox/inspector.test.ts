import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createApiSandbox } from "../../../src/core/sandbox/create-sandbox.ts";
import type { SandboxExchange } from "../../../src/core/sandbox/har.ts";
import { packInspector, readInspector } from "../../../src/core/sandbox/inspector-files.ts";
import type { ListenOptions } from "../../../src/core/sandbox/listen-options.ts";
import type { SandboxRunOptions } from "../../../src/core/sandbox/options.ts";
import { prefersHtml } from "../../../src/core/sandbox/prefers-html.ts";
import { InspectorServer } from "../../../src/core/sandbox/serve-inspector.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { toyPolicy } from "./toy-policy.ts";

const PAGE = "<!DOCTYPE html><title>ü</title>";
const SCRIPT = "1;";
const FILES = new Map([
	["index.html", PAGE],
	["a.js", SCRIPT],
]);
const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

test.each([
	[BROWSER, true],
	["text/html", true],
	["TEXT/HTML;charset=utf-8", true],
	["text/*, application/*;q=0.9", true],
	["application/json;q=0.5, text/html;q=0.6", true],
	["*/*;q=0.1, text/html", true],
	[undefined, false],
	["", false],
	["*/*", false],
	["application/json", false],
	["application/json, text/plain, */*", false],
	["text/html, application/json", false],
	["application/json, text/html;q=0.9", false],
	["text/html;q=0", false],
	["text/html;q=much", false],
	["text/html;q=0.4, */*;q=0.5", false],
	["application/xhtml+xml", false],
	["text/htmlx", false],
])("Accept: %s prefers a page: %s", (accept, expected) => {
	expect(prefersHtml(accept)).toBe(expected);
});

async function serve(listenOptions: ListenOptions = {}, options: SandboxRunOptions = {}) {
	const exchanges: SandboxExchange[] = [];
	const sandbox = createApiSandbox(toyApi, toyPolicy(), {
		inspector: async () => FILES,
		...options,
		onExchange: (exchange) => void exchanges.push(exchange),
	});
	const { port, close } = await sandbox.listen(listenOptions);
	onTestFinished(close);
	const send = async (method: string, path: string, headers: Record<string, string> = { accept: BROWSER }) => {
		const request = httpRequest({ port, host: "127.0.0.1", method, path, headers, agent: false });
		request.end();
		const [response] = await once(request, "response");
		let text = "";
		for await (const chunk of response.setEncoding("utf8")) text += chunk;
		return { status: response.statusCode as number, headers: response.headers as Record<string, string>, text };
	};
	return { send, exchanges };
}

test("a browser gets the page at /, with a policy that lets it use nothing but the sandbox, and no record of it", async () => {
	const { send, exchanges } = await serve();
	const { status, headers, text } = await send("GET", "/?x=1");
	expect({ status, text }).toEqual({ status: 200, text: PAGE });
	expect(headers).toMatchObject({
		"content-type": "text/html; charset=utf-8",
		"content-length": String(Buffer.byteLength(PAGE)),
		"cache-control": "no-store",
		"x-content-type-options": "nosniff",
		"cross-origin-resource-policy": "same-origin",
		vary: "Accept",
	});
	expect(headers["content-security-policy"]).toBe(
		"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	);
	expect(headers).not.toHaveProperty("access-control-allow-origin");
	expect(await send("HEAD", "/")).toMatchObject({
		status: 200,
		text: "",
		headers: { "content-type": "text/html; charset=utf-8" },
	});
	const script = await send("GET", "/_sandbox/inspector/a.js", { accept: "*/*" });
	expect(script).toMatchObject({ status: 200, text: SCRIPT, headers: { "content-type": "text/javascript; charset=utf-8" } });
	expect(exchanges).toEqual([]);
});

test.each<[string, string, Record<string, string>, number]>([
	["GET", "/", { accept: "*/*" }, 404],
	["GET", "/", {}, 404],
	["HEAD", "/", { accept: "*/*" }, 200],
	["POST", "/", { accept: BROWSER }, 404],
	["GET", "/shelves", { accept: BROWSER }, 405],
	["GET", "/books", { accept: BROWSER }, 401],
	["GET", "/_sandbox", { accept: BROWSER }, 200],
	["GET", "/_sandbox/inspector/b.js", { accept: BROWSER }, 404],
	["GET", "/_sandbox/inspector/../state", { accept: BROWSER }, 404],
	["POST", "/_sandbox/inspector/a.js", { accept: BROWSER }, 404],
])("%s %s with %j is what it was without the page", async (method, path, headers, status) => {
	const [shown, plain] = [await serve(), await serve({ inspector: false })];
	const [response, expected] = [await shown.send(method, path, headers), await plain.send(method, path, headers)];
	expect(response.status).toBe(status);
	expect(response.text).toBe(expected.text);
	expect(shown.exchanges.length).toBe(plain.exchanges.length);
});

test("an operation at / has precedence over the page", () => {
	const request = { method: "HEAD", url: "http://localhost/", headers: { accept: BROWSER }, body: null };
	const fileFor = (described: readonly string[]) =>
		new InspectorServer(
			async () => FILES,
			({ method }) => described.includes(method),
		).fileFor(request);
	expect(fileFor(["POST"])).toBe("index.html");
	expect(fileFor(["GET"])).toBeUndefined();
});

test.each([
	[{ host: "evil.example" }, 421],
	[{ origin: "https://evil.example" }, 403],
	[{ origin: "null" }, 403],
])("a page of another site gets nothing of it: %j", async (headers, status) => {
	const { send } = await serve();
	for (const path of ["/", "/_sandbox/inspector/a.js", "/_sandbox/events"]) {
		const response = await send("GET", path, { accept: BROWSER, ...(headers as Record<string, string>) });
		expect(response.status, path).toBe(status);
		expect(response.text).not.toMatch(/DOCTYPE|^1;|data:/);
	}
});

test("what cannot be read is an error of its own, and is tried again; what is not there leaves everything as it was", async () => {
	let calls = 0;
	const inspector = async () => {
		calls++;
		if (calls === 1) throw new Error("no disk");
		return calls === 2 ? undefined : FILES;
	};
	const warnings: Error[] = [];
	const onWarning = (warning: Error) => void warnings.push(warning);
	process.on("warning", onWarning);
	onTestFinished(() => void process.off("warning", onWarning));
	const { send } = await serve({}, { inspector });
	expect((await send("GET", "/")).status).toBe(500);
	expect((await send("GET", "/")).status).toBe(404);
	expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining("no disk")]);
});

test("the files are kept in one, and read back", async () => {
	const path = join(temporaryFolder("inspector", { whenDone: onTestFinished }), "files.br");
	expect(await readInspector(path)).toBeUndefined();
	writeFileSync(path, await packInspector(FILES));
	expect(await readInspector(path)).toEqual(FILES);
});
