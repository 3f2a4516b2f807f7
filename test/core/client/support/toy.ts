import { checkOptions } from "../../../../src/core/client/check-options.ts";
import { CLIENT_RULES, type ClientChecks } from "../../../../src/core/client/client-checks.ts";
import type { ClientConfig } from "../../../../src/core/client/client-config.ts";
import { type Client, createOperationsClient } from "../../../../src/core/client/create-client.ts";
import type { ClientOptions } from "../../../../src/core/client/options.ts";
import { createRequestCheck } from "../../../../src/core/client/request-check.ts";
import { operations } from "../../../fixtures/toy/generated/operations.ts";
import type { components, paths, operations as types } from "../../../fixtures/toy/generated/schema.d.ts";
import { requestValidators } from "../../../fixtures/toy/generated/validators/requests.js";

export type Note = components["schemas"]["Note"];
export type NotePage = components["schemas"]["NotePage"];
export type ToyClient = Client<typeof operations, types, paths>;

/** What can send the requests. Runtimes without `node` leave out the suites that are named after it. */
export const TRANSPORTS = ["node", "fetch"] as const;

/** A text that must never be printed. */
export const SECRET = "pa55w0rd-of-the-toy";
const BASIC = btoa(`user:${SECRET}`);

export const toyConfig: ClientConfig = {
	subject: "createToyClient",
	operations,
	authorization: `Basic ${BASIC}`,
	secrets: { credentials: BASIC, secret: SECRET },
	userAgent: "toy/1",
	requestIdHeader: "x-request-name",
	resolveServer: (server) => server,
	readError: (body) =>
		typeof body === "object" && body !== null ? (body as { code?: number; message?: string; details?: unknown }) : {},
};

/** A client of the toy API that does not wait between attempts. */
export function createToyClient(options: ClientOptions = {}, overrides: Partial<ClientConfig & ClientChecks> = {}): ToyClient {
	checkOptions("createToyClient", options, CLIENT_RULES);
	const checks = { createRequestCheck: createRequestCheck.bind(undefined, requestValidators), ...overrides };
	return createOperationsClient<typeof operations, types, paths>(
		{ ...toyConfig, ...overrides },
		{ sleep: async () => {}, ...options },
		checks,
	);
}

/** Makes the function that makes such clients, with a transport of that name unless a `fetch` is passed. */
export function createToyClientOver(transport: (typeof TRANSPORTS)[number]): typeof createToyClient {
	return (options = {}, overrides) =>
		createToyClient({ ...(options.fetch === undefined && { transport }), ...options }, overrides);
}

export const NOTE: Note = { id: 7, text: "milk" };
