// Runs modules one after the other in one process: `node run-samples.mjs SANDBOX MODULE…`. Tells the sandbox where each begins, and
// writes the error of each, or null.
// With REDIRECT=1, requests to any https host go to the sandbox, so that a sample can run as it is published.
import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";

const [, , sandbox, ...modules] = process.argv;
const { hostname, port } = new URL(sandbox);
const plainFetch = globalThis.fetch;

if (process.env.REDIRECT === "1") {
	globalThis.fetch = (input, init) => {
		const request = new Request(input, init);
		const { protocol, pathname, search } = new URL(request.url);
		if (protocol !== "https:") throw new Error(`expected a request over https, got ${request.url}`);
		return plainFetch(new Request(sandbox + pathname + search, { ...init, method: request.method, headers: request.headers }));
	};
	https.request = (options, callback) =>
		http.request(
			{ ...options, protocol: "http:", agent: undefined, agents: undefined, hostname, host: hostname, port },
			callback,
		);
	syncBuiltinESMExports();
}

console.log = () => {};
const errors = [];
for (const module of modules) {
	await plainFetch(`${sandbox}/_sandbox/reset`, { method: "POST" });
	await plainFetch(`${sandbox}/sample`);
	try {
		await import(module);
		errors.push(null);
	} catch (error) {
		errors.push(error?.stack ?? String(error));
	}
}
process.stdout.write(JSON.stringify(errors), () => process.exit(0));
