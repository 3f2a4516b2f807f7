import { operations } from "../generated/operations.ts";
import { requestValidators } from "../generated/validators/requests.js";
import type { InspectorInput } from "../scripts/docs/inspector.ts";
import { connectToServer } from "../src/core/explorer/connection.ts";
import type { ClientParts } from "../src/core/explorer/explorer-options.ts";
import { startExplorer } from "../src/core/explorer/start-explorer.ts";
import { basicAuthorization } from "../src/core/operation/user-info.ts";
import { createClient } from "../src/twilio/client/create-client.ts";
import { snakeCase } from "../src/twilio/names.ts";
import { SANDBOX_CREDENTIALS } from "../src/twilio/placeholders.ts";

/* The inspector: the application for the sandbox that serves this page. */
const { data } = (globalThis as unknown as { inspectorInput: InspectorInput }).inspectorInput;
const { username, password } = SANDBOX_CREDENTIALS;
const connection = connectToServer(new URL(".", document.baseURI));
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
		writers: [],
		propertyNameFor: snakeCase,
	});
}

function createCall({ fetch, onRetry }: ClientParts) {
	const { baseUrl } = connection;
	const client: unknown = createClient({
		...{ accountSid: username, authToken: password, fetch, onRetry, baseUrl },
		// The page was read from there, too.
		allowInsecureHttp: true,
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
