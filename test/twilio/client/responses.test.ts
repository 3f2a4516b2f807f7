import { describe, expect, test } from "vitest";
import { createClient } from "../../../src/index.ts";
import { api } from "../../../src/twilio/api.ts";
import { startServer } from "../../support/servers.ts";
import { callOf, OPERATION_IDS, operationTable } from "./described-operations.ts";

const accountSid = `AC${"a".repeat(32)}`;
const authToken = "0123456789abcdef0123456789abcdef";

/** Every documented success: the status, and the body, which is undefined where there is none. */
const SUCCESSES = OPERATION_IDS.flatMap((id) =>
	Object.entries(api.payloads.operations[id]?.responses ?? {})
		.filter(([status]) => status.startsWith("2"))
		.flatMap(([status, { examples, body }]) => {
			const named = body === undefined ? [["no body", undefined] as const] : Object.entries(examples);
			return named.map(([name, payload]) => [id, Number(status), name, payload] as const);
		}),
);

test("a success of every operation is documented", () => {
	const found = new Set(SUCCESSES.map(([id]) => id));
	expect(OPERATION_IDS.filter((id) => !found.has(id))).toEqual([]);
});

describe.each(["node", "fetch"] as const)("with the transport %s", (transport) => {
	test.each(SUCCESSES)("%s returns the documented response %d %s", async (id, status, _, payload) => {
		const { url, requests } = await startServer((_, response) => {
			response.writeHead(status, payload === undefined ? {} : { "content-type": "application/json" });
			response.end(payload === undefined ? undefined : JSON.stringify(payload));
		});
		const client = createClient({ transport, accountSid, authToken, baseUrl: url, validate: "all", onDrift: "throw" });
		const [fields = {}] = Object.values(api.payloads.operations[id]?.examples ?? {});
		const required = Object.entries(api.payloads.operations[id]?.parameterExamples ?? {}).filter(
			([name]) => operationTable[id].parameters[name]?.required,
		);
		expect(await callOf(client, id, { ...Object.fromEntries(required), ...(fields as object) })).toEqual(payload);
		expect(requests).toHaveLength(1);
	});
});
