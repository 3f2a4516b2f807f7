import type { ContractPolicy } from "../../../../src/core/contract/policy.ts";
import type { Target } from "../../../../src/core/contract/run/target.ts";
import type { GeneratedApi } from "../../../../src/core/operation/generated-api.ts";
import { createApiSandbox } from "../../../../src/core/sandbox/create-sandbox.ts";
import type { Mutation } from "../../../../src/core/sandbox/mutations.ts";
import type { SandboxRunOptions } from "../../../../src/core/sandbox/options.ts";
import { toyApi } from "../../../fixtures/toy/api.ts";
import { toyPolicy } from "../../sandbox/toy-policy.ts";

export const toyContractPolicy: ContractPolicy = {
	propertyNameFor: (name) => name,
	idField: "id",
	volatileMembers: [],
	unusableParameters: {},
	ordinaryHeaders: ["x-total"],
};

/** The credentials of the toy. */
export const TOY_KEY = "the-key-of-a-reader";

/** A sandbox of the toy API, or of another one with its policy, whose responses a mutation may change. */
export function toyTarget(drift?: Mutation, api: GeneratedApi = toyApi, options: SandboxRunOptions = {}): Target {
	const sandbox = createApiSandbox(
		api,
		toyPolicy({
			account: TOY_KEY,
			reject: ({ kind }) => ({ status: STATUSES[kind] ?? 400, body: { error: kind } }),
			headers: ({ hasBody }) => ({ "x-total": "1", ...(hasBody && { "content-type": "application/json" }) }),
		}),
		options,
	);
	if (drift) sandbox.inject({ mutation: drift });
	const credentials = {
		valid: { "x-key": TOY_KEY },
		wrong: {},
		secrets: [TOY_KEY],
		curl: '-H "X-Key: $KEY"',
	};
	return { name: "the toy", send: (request) => sandbox.handle(request), credentials };
}

const STATUSES: Readonly<Record<string, number>> = { "unknown-path": 404, "not-found": 404, unauthorized: 401 };
