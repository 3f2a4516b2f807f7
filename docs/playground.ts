import { operations } from "../generated/operations.ts";
import { requestValidators } from "../generated/validators/requests.js";
import type { PlaygroundInput } from "../scripts/docs/playground.ts";
import type { SampleTarget } from "../scripts/docs/samples/sample.ts";
import { connectInPage, connectOverHttp, type SandboxConnection } from "../src/core/explorer/connection.ts";
import type { ClientParts } from "../src/core/explorer/explorer-options.ts";
import { startExplorer } from "../src/core/explorer/start-explorer.ts";
import type { OperationDescriptor } from "../src/core/operation/descriptor.ts";
import { basicAuthorization } from "../src/core/operation/user-info.ts";
import { createClient } from "../src/twilio/client/create-client.ts";
import { snakeCase } from "../src/twilio/names.ts";
import { SANDBOX_CREDENTIALS } from "../src/twilio/placeholders.ts";
import { createSandbox } from "../src/twilio/sandbox/create-sandbox.ts";
import { CREDENTIAL_VARIABLES, sampleWriters } from "./sample-writers.ts";

/*
 * The playground: a sandbox with a client in the page, or a client of a sandbox on this machine. There is no third place: an
 * address of any other machine throws.
 */
const { data, seed, sandbox } = (globalThis as unknown as { playgroundInput: PlaygroundInput }).playgroundInput;
const { username, password } = SANDBOX_CREDENTIALS;
const connection = sandbox === undefined ? connectInPage(sandboxInPage(seed)) : connectOverHttp(sandbox);
const table: Readonly<Record<string, OperationDescriptor>> = operations;
const root = document.getElementById("explorer");

if (root) {
	startExplorer({
		root,
		data,
		operations,
		requestValidators,
		connection,
		createCall,
		authorization: basicAuthorization({ username, password }),
		writers: callWriters(connection),
		propertyNameFor: snakeCase,
		site: "",
		...(sandbox === undefined && { storageKey: `${location.pathname} ${data.version}` }),
	});
}

/** Webhooks go nowhere: the page receives them itself, so that one sees what would be sent. */
function sandboxInPage(initial: PlaygroundInput["seed"]) {
	const fetch = async () => new Response(null, { status: 204 });
	return createSandbox({ seed: initial, webhooks: { url: "http://localhost/webhooks", fetch } });
}

function createCall({ fetch, onRetry }: ClientParts) {
	const { baseUrl } = connection;
	const client: unknown = createClient({
		...{ accountSid: username, authToken: password, fetch, onRetry },
		...(baseUrl !== "" && { baseUrl }),
	});
	// Each method takes the arguments of its operation, which the form made.
	const methods = client as Readonly<Record<string, (values: unknown) => Promise<unknown> | Listing>>;
	return async (operationId: string, values: unknown) => {
		const result = methods[operationId]?.(values);
		return result && "firstPage" in result ? result.firstPage() : result;
	};
}

interface Listing {
	firstPage(): Promise<unknown>;
}

function callWriters({ baseUrl }: SandboxConnection) {
	const variables = {
		username: { variable: CREDENTIAL_VARIABLES.username },
		password: { variable: CREDENTIAL_VARIABLES.password },
	};
	const literals = { username: { literal: username }, password: { literal: password } };
	const target: SampleTarget = baseUrl === "" ? { credentials: variables } : { baseUrl, credentials: literals };
	return sampleWriters("twilio-messages").map((writer) => ({
		label: writer.label,
		write(id: string, values: Readonly<Record<string, unknown>>) {
			const descriptor = table[id];
			return descriptor && writer.write({ id, descriptor }, { name: "", summary: "", values }, target);
		},
	}));
}
