import { writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runContractCommand } from "../../../src/contract.ts";
import { createSandbox } from "../../../src/sandbox.ts";
import { selfSignedCertificate } from "../../support/certificate.ts";
import { listen } from "../../support/servers.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

// Whether the options and the environment of the command reach what connects to a target.
async function run(args: readonly string[], env: Record<string, string> = {}) {
	const lines: string[] = [];
	const out = (text: string) => lines.push(text);
	const code = await runContractCommand(args, { out, error: out, env, colour: false });
	return { code, out: lines.join("\n") };
}

const ACCOUNT = `AC${"9".repeat(32)}`;
const TOKEN = "0123456789abcdef0123456789abcdef";
const CHANNEL = { TWILIO_CONTRACT_SERVICE_SID: `IS${"3".repeat(32)}`, TWILIO_CONTRACT_CHANNEL_SID: `CH${"4".repeat(32)}` };

/** A sandbox behind TLS, whose certificate is in a file. */
async function startTlsSandbox() {
	const certificate = selfSignedCertificate();
	const sandbox = createSandbox();
	const server = createHttpsServer(certificate, async (incoming, outgoing) => {
		let body = "";
		for await (const chunk of incoming) body += chunk;
		const { method = "", url = "", headers } = incoming;
		const received = Object.entries(headers).map(([name, value]) => [name, String(value)]);
		const request = { method, url: `https://${headers.host}${url}`, headers: Object.fromEntries(received), body: body || null };
		const response = await sandbox.handle(request);
		outgoing.writeHead(response.status, response.headers).end(response.body);
	});
	const file = join(temporaryFolder("tls"), "ca.pem");
	writeFileSync(file, certificate.cert);
	return { url: `https://127.0.0.1:${(await listen(server)).port}`, file };
}

test("a target with its own certificate conforms with --ca or --insecure, and is not reached without them; the sandbox has no TLS", async () => {
	const { url, file } = await startTlsSandbox();
	const args = ["--target", url, "--only", "paging"];
	expect(await run([...args, "--ca", file])).toMatchObject({ code: 0, out: expect.stringContaining(`${url} conforms`) });
	expect(await run([...args, "--insecure"])).toMatchObject({ code: 0 });
	expect(await run(args)).toMatchObject({ code: 2, out: expect.stringContaining(`${url}: no response (`) });
	const rejected = { code: 2, out: "--ca and --insecure are for a target with TLS, which the sandbox has not" };
	expect(await run(["--ca", file])).toEqual(rejected);
	expect(await run(["--insecure"])).toEqual(rejected);
});

test.each([
	["an address", "https://target.test", {}],
	["the real service", "twilio", { TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: TOKEN, ...CHANNEL }],
])("the proxy of the environment is asked for the hosts of %s", async (_, target, env) => {
	const asked = new Set<string>();
	const proxy = createHttpServer().on("connect", ({ url = "" }, socket) => {
		asked.add(url);
		socket.end("HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n");
	});
	const { port } = await listen(proxy);
	const args = ["--target", target, "--operation", "listChannelMessages"];
	const { code, out } = await run(args, { ...env, HTTPS_PROXY: `http://me:secret@127.0.0.1:${port}` });
	expect({ code, asked: [...asked] }).toEqual({
		code: 2,
		asked: [target === "twilio" ? "chat.twilio.com:443" : "target.test:443"],
	});
	expect(out).toContain(`no response (the proxy 127.0.0.1:${port} responded to CONNECT with status 407)`);
	expect(out).not.toContain("secret");
});

test("a variable that names no proxy is one line that names it, and exit code 2", async () => {
	expect(await run(["--target", "https://target.test"], { HTTPS_PROXY: "socks5://me:secret@p:1" })).toEqual({
		code: 2,
		out: "HTTPS_PROXY: expected the http or https address of a proxy, such as http://proxy.example:3128",
	});
});
