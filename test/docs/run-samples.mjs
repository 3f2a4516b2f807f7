// Runs modules one after the other in one process, and tells what each of them did: `node run-samples.mjs SANDBOX MODULE…`.
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

const admin = async (path, method = "GET") => {
	const response = await plainFetch(`${sandbox}/_sandbox${path}`, { method });
	return response.status === 204 ? undefined : response.json();
};

console.log = () => {};
for (const module of modules) {
	await admin("/reset", "POST");
	const before = (await admin("/har")).log.entries.length;
	const outcome = { module, error: null, exchanges: [] };
	try {
		await import(module);
	} catch (error) {
		outcome.error = error?.stack ?? String(error);
	}
	const { log } = await admin("/har");
	outcome.exchanges = log.entries.slice(before).map(({ request, response }) => ({
		method: request.method,
		path: new URL(request.url).pathname,
		body: request.postData?.text ?? null,
		status: response.status,
	}));
	process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
process.exit(0);
