import { join } from "node:path";
import type { MediaType, OpenApi, PathOperation, Schema } from "../../../../scripts/pipeline/openapi.ts";
import { runContract } from "../../../../src/core/contract/run/run.ts";
import type { RunOptions } from "../../../../src/core/contract/run/run-options.ts";
import type { Target } from "../../../../src/core/contract/run/target.ts";
import type { GeneratedApi } from "../../../../src/core/operation/generated-api.ts";
import type { JsonSchema } from "../../../../src/core/operation/json-schema.ts";
import { fixedSample, sampleValue } from "../../../../src/core/operation/sample.ts";
import { createApiSandbox } from "../../../../src/core/sandbox/create-sandbox.ts";
import { importApi } from "../../../support/import-api.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { toyPolicy } from "../../sandbox/toy-policy.ts";
import { toyContractPolicy, toyTarget } from "./toy.ts";

export const SERVER = "https://api.things.test";

/** An identifier that no run draws twice. */
export const ID: Schema = { type: "string", pattern: "^[a-z]{16}$" };
const EXAMPLE_ID = "a".repeat(16);

/** An object schema, every member of which is required. */
export function objectOf(properties: Record<string, Schema>): Schema {
	return { type: "object", required: Object.keys(properties), properties };
}

/** @param example a schema that the example is made up for */
function documented(schema: Schema, example = schema): Record<string, MediaType> {
	return { "application/json": { schema, example: sampleValue(example as JsonSchema, fixedSample({})) } };
}

/** A documented operation: its success with the schema of the body, if it has one, and the fields of its request. */
export function operation(
	operationId: string,
	[status, schema]: readonly [status: number | "2XX", schema?: Schema],
	fields?: Record<string, Schema>,
	more: Partial<PathOperation> = {},
): PathOperation {
	const content = schema && documented(schema);
	const body = fields && documented({ type: "object", properties: fields }, objectOf(fields));
	return {
		operationId,
		...(body && { requestBody: { required: true, content: body } }),
		responses: {
			[status]: { description: "Done.", ...(content && { content }) },
			"4XX": { description: "Rejected.", content: documented(objectOf({ error: { type: "string" } })) },
		},
		...more,
	};
}

type Paths = Readonly<Record<string, Readonly<Record<string, PathOperation>>>>;

/** An API of paths. Each path parameter holds an identifier, unless its schema is given by its name. */
export function describeApi(
	paths: Paths,
	parameters: Readonly<Record<string, Schema>> = {},
	folder = temporaryFolder("described"),
): Promise<GeneratedApi> {
	const described = Object.entries(paths).map(([path, operations]) => {
		const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => ({
			name,
			in: "path" as const,
			required: true,
			schema: parameters[name] ?? ID,
			example: parameters[name]?.example ?? EXAMPLE_ID,
		}));
		return [path, { parameters: named, ...operations }];
	});
	const bundle = { openapi: "3.1.1", info: { title: "Things", version: "1" }, servers: [{ url: SERVER }] };
	const scheme = { type: "apiKey", in: "header", name: "X-Key" };
	const security = { security: [{ key: [] }], components: { securitySchemes: { key: scheme } } };
	return importApi({ ...bundle, ...security, paths: Object.fromEntries(described) } as OpenApi, join(folder, "api"));
}

/** Asks the sandbox of an API, with a policy of its own where one is given. */
export function ask(api: GeneratedApi, policy = toyPolicy()) {
	const sandbox = createApiSandbox(api, policy);
	const call = async (method: string, path: string, fields?: object, account = "ann") => {
		const headers = { "x-key": account, ...(fields && { "content-type": "application/json" }) };
		const request = {
			method,
			url: path.startsWith("/") ? SERVER + path : path,
			headers,
			body: fields ? JSON.stringify(fields) : null,
		};
		const { status, body } = await sandbox.handle(request);
		return { status, body: JSON.parse(body ?? "null") };
	};
	return { sandbox, call };
}

/** Runs the contract tests of an API against its own sandbox, or against another target. */
export async function runDescribed(api: GeneratedApi, target: Target = toyTarget(undefined, api), options: RunOptions = {}) {
	const result = await runContract(api, toyContractPolicy, target, options);
	const findings = result.findings.map(
		(finding) => `${finding.check} ${finding.operationId} ${finding.pointer} ${finding.received}`,
	);
	const skips = Object.fromEntries(result.skips.map(({ id, reason }) => [id, reason]));
	return { ...result, findings, skips };
}
