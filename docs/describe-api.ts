import { operations } from "../generated/operations.ts";
import { requestValidators } from "../generated/validators/requests.js";
import type { SampleTarget } from "../scripts/docs/samples/sample.ts";
import type { SandboxConnection } from "../src/core/explorer/connection.ts";
import type { ClientParts, ExplorerOptions } from "../src/core/explorer/explorer-options.ts";
import type { OperationDescriptor } from "../src/core/operation/descriptor.ts";
import { basicAuthorization } from "../src/core/operation/user-info.ts";
import { createClient } from "../src/twilio/client/create-client.ts";
import { snakeCase } from "../src/twilio/names.ts";
import { SANDBOX_CREDENTIALS } from "../src/twilio/placeholders.ts";
import { CREDENTIAL_VARIABLES, sampleWriters } from "./sample-writers.ts";

const { username, password } = SANDBOX_CREDENTIALS;
const table: Readonly<Record<string, OperationDescriptor>> = operations;

/** What the application is told of this API, wherever its sandbox is. */
export function describeApi(connection: SandboxConnection): Omit<ExplorerOptions, "root" | "data"> {
	return {
		operations,
		requestValidators,
		connection,
		createCall: (parts) => createCall(connection, parts),
		authorization: basicAuthorization({ username, password }),
		writers: callWriters(connection),
		propertyNameFor: snakeCase,
	};
}

function createCall({ baseUrl }: SandboxConnection, { fetch, onRetry }: ClientParts) {
	const client: unknown = createClient({
		...{ accountSid: username, authToken: password, fetch, onRetry },
		// The page only connects to this machine, or to where it comes from.
		...(baseUrl !== "" && { baseUrl, allowInsecureHttp: true }),
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

/** The calls as code: of a sandbox in the page with the addresses of the service, of any other with its own. */
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
