import type { LimitsByKind } from "../../scripts/runtimes/limits.ts";

const reasonFor = (reason: string, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, reason]));

/** What no runtime but Node has: the programs and the tools of this project, which no user loads. */
const NODE_ALONE = {
	...reasonFor("starts a program with Node", ["node:child_process"]),
	...reasonFor("a tool that runs in Node", ["esbuild", "typescript", "playwright-core", "@redocly/openapi-core"]),
};

const PACKAGE_ALONE = reasonFor("compilers and bundlers, the same in every runtime", ["test/twilio/client/package.test.ts"]);

/** The suites of the other transport are in files that test both. */
const FETCH_ALONE = {
	...reasonFor(
		"fetch sends all requests",
		["node-transport", "phases", "secure-connections", "transport-choice", "outcome-truth"].map(
			(name) => `test/core/client/${name}.test.ts`,
		),
	),
	...reasonFor(
		"fetch sends all requests",
		[
			...["errors", "faults", "paginate", "retry", "wire"].map((name) => `core/client/${name}`),
			...["requests", "responses"].map((name) => `twilio/client/${name}`),
		].map((name) => `test/${name}.test.ts > with the transport node`),
	),
	...reasonFor("fetch sends all requests", [
		"test/core/client/closing.test.ts > close closes the idle connections",
		"test/core/client/http-client.test.ts > a documented body is data, also with a status whose Response has none",
		"test/twilio/client/twilio.test.ts > createClientFromEnv goes through the proxy of the environment",
		"test/twilio/client/twilio.test.ts > createClientFromEnv redacts what a proxy of the environment repeats",
		"test/twilio/client/twilio.test.ts > createClientFromEnv names the variable of a proxy that is none",
	]),
};

const NONSENSE = ["read", "create"].map(
	(kind) => `test/core/client/faults.test.ts > with the transport fetch > a ${kind} meets 'nonsense`,
);

const CLOSED_CONNECTION = "test/twilio/sandbox/faults.test.ts > a fault > closes the connection before anything is carried out";

export const LIMITS: LimitsByKind = {
	node: {
		missing: {},
		exempt: {
			...PACKAGE_ALONE,
			...reasonFor("runs in a browser", ["test/twilio/sandbox/page.test.ts"]),
			...reasonFor("starts and kills programs for a minute; npm test does it", ["test/twilio/sandbox/kept-state.test.ts"]),
		},
	},
	bun: {
		missing: NODE_ALONE,
		exempt: {
			...FETCH_ALONE,
			...reasonFor("the fetch of Bun sends a DELETE with content-length: 0", [
				"test/twilio/client/requests.test.ts > with the transport fetch > a delete",
				"test/twilio/client/requests.test.ts > with the transport fetch > delete",
			]),
			...reasonFor("an error of fetch has its code itself, not in its cause", [CLOSED_CONNECTION]),
			...reasonFor("the fetch of Bun takes some nonsense for a response, and waits for more of some other", NONSENSE),
			...PACKAGE_ALONE,
			...reasonFor("the error of Bun does not name the port", [
				"test/twilio/sandbox/command.test.ts > what keeps it from starting is one line, and exit code 2: > a port in use",
			]),
		},
	},
	deno: {
		missing: NODE_ALONE,
		exempt: {
			...FETCH_ALONE,
			...PACKAGE_ALONE,
			...reasonFor("the fetch of Deno orders and adds headers of its own", ["test/twilio/client/requests.test.ts"]),
			...reasonFor("the fetch of Deno takes some nonsense for a response, and waits for more of some other", NONSENSE),
			...reasonFor("an error of fetch has no code", [
				"test/core/client/faults.test.ts > with the transport fetch > a failure to connect has the code of the runtime",
				"test/core/client/retry.test.ts > with the transport fetch > the report of a retry without a response holds the error",
				CLOSED_CONNECTION,
			]),
			...reasonFor("node:http of Deno drops a request whose sender has closed its side", [
				"test/twilio/sandbox/hostile.test.ts > a form > with a field twice is rejected",
				"test/twilio/sandbox/hostile.test.ts > a form > with broken percent-encoding and broken UTF-8 is text all the same",
				"test/twilio/sandbox/hostile.test.ts > pipelined requests are answered in order",
			]),
			...reasonFor("node:http of Deno has another code for it", [
				"test/twilio/sandbox/command.test.ts > what keeps it from starting is one line, and exit code 2: > a host that is not here",
			]),
		},
	},
	workerd: {
		missing: {
			...NODE_ALONE,
			...reasonFor("the runtime has no sockets that listen", ["node:net", "node:http", "node:https", "node:tls"]),
			...reasonFor("the runtime has no files", ["node:fs", "node:os", "node:path", "node:url", "node:module"]),
			...reasonFor("the runtime has no other realms", ["node:vm"]),
			...reasonFor("a package that needs modules of Node", ["twilio"]),
		},
		exempt: {
			...FETCH_ALONE,
			...reasonFor("the time zone cannot be changed", ["test/core/client/retry.test.ts > every date is read in all three forms"]),
		},
	},
};
