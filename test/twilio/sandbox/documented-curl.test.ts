import { describe, expect, onTestFinished, test } from "vitest";
import { curlSamples } from "../../../scripts/docs/samples/curl.ts";
import { writeSamples } from "../../../scripts/docs/samples/sample.ts";
import { describeOperations } from "../../../scripts/pipeline/describe-operations.ts";
import type { Finding } from "../../../src/core/contract/judge/finding.ts";
import { curlOf } from "../../../src/core/contract/report/formats/curl.ts";
import type { ContractResult } from "../../../src/core/contract/report/result.ts";
import { REDACTED } from "../../../src/core/operation/hide-credentials.ts";
import { fillTemplate, parameterNames } from "../../../src/core/operation/path-template.ts";
import { successStatus } from "../../../src/core/operation/response.ts";
import type { CollectionSeed, SandboxExchange } from "../../../src/sandbox.ts";
import { api } from "../../../src/twilio/api.ts";
import { SANDBOX_CREDENTIALS } from "../../../src/twilio/placeholders.ts";
import { readModel } from "../../docs/project-site.ts";
import { runShell } from "../../support/process.ts";
import { COLLECTIONS, OPERATION_NAMES, type OperationName, table } from "./collections.ts";
import { checkedSandbox } from "./helpers.ts";

const curlIsThere = (await runShell("curl --version")).code === 0;

/** As the reference pages print them; only the address is another, and stands for the placeholders in it. */
const CREATE = `curl \\
 --request POST '{address}/v1/Services/IS11111111111111111111111111111111/Conversations/CH22222222222222222222222222222222/Messages' \\
 --user "username:password" \\
 --header "Content-Type: application/x-www-form-urlencoded" \\
 --header "X-Twilio-Webhook-Enabled: true" \\
 --data 'Body=Hello&Author=message+author&Attributes=%7B+%22importance%22%3A+%22high%22+%7D&DateCreated=2015-12-16T22%3A18%3A37Z&DateUpdated=2015-12-16T22%3A18%3A38Z'`;

const FETCH = `curl \\
 --request GET '{address}/v1/Conversations/CH22222222222222222222222222222222/Messages/{sid}' \\
 --user "username:password"`;

// Without curl there is nothing to run; CI has it.
test.skipIf(!curlIsThere)("the documented curl commands work word for word but for the address", async () => {
	const sandbox = checkedSandbox();
	const { url, close } = await sandbox.listen();
	try {
		const created = await shell(CREATE.replace("{address}", url));
		expect(created).toMatchObject({
			body: "Hello",
			author: "message author",
			attributes: '{ "importance": "high" }',
			date_created: "2015-12-16T22:18:37Z",
			date_updated: "2015-12-16T22:18:38Z",
			url: `${url}/v1/Services/IS${"1".repeat(32)}/Conversations/CH${"2".repeat(32)}/Messages/${created.sid}`,
		});
		const fetched = await shell(FETCH.replace("{address}", url).replace("{sid}", created.sid));
		expect(fetched).toMatchObject({ sid: created.sid, body: "Hello" });
	} finally {
		await close();
	}
});

async function shell(command: string) {
	const { stdout, stderr } = await runShell(`${command} --silent --show-error`);
	expect(stderr).toBe("");
	return JSON.parse(stdout);
}

const { username, password } = SANDBOX_CREDENTIALS;
const docs = new Map(describeOperations(await readModel()).map((doc) => [doc.operation.id, doc]));

describe.skipIf(!curlIsThere).each(OPERATION_NAMES)("curl does %s", (name) => {
	test("by each command of the reference", async () => {
		const { url, exchanges, start } = await startSandbox(name);
		const doc = docs.get(name);
		if (doc === undefined) throw new Error(`expected ${name} to be described`);
		const target = { baseUrl: url, credentials: { username: { literal: username }, password: { literal: password } } };
		const samples = writeSamples(doc, [curlSamples()], target);
		expect(samples.length).toBeGreaterThan(0);
		for (const { source, call } of samples) {
			start();
			const { stdout, stderr } = await runShell(`${source} --silent --show-error --write-out '\\n%{http_code}'`);
			expect(stderr, call.name).toBe("");
			expect(exchanges.map(({ operationId }) => operationId)).toEqual([name]);
			expect(stdout, call.name).toBe(`${exchanges[0]?.response.body ?? ""}\n${successStatus(table[name])}`);
		}
	});

	test("by the command of a report", async () => {
		const { url, exchanges, start } = await startSandbox(name);
		const { method } = table[name];
		const [example = {}] = Object.values(api.payloads.operations[name]?.examples ?? {});
		const request = {
			method,
			url: url + fillTemplate(table[name].path, examplesOf(name)),
			headers: {
				authorization: `Basic ${REDACTED}`,
				...(method === "POST" && { "content-type": "application/x-www-form-urlencoded" }),
			},
			body: method === "POST" ? new URLSearchParams(example as Record<string, string>).toString() : null,
		};
		const curlCredentials = `-u '${username}:${password}'`;
		// A report prints the command from these members alone.
		const finding = { exchange: { request } } as unknown as Finding;
		const command = curlOf(finding, { curlCredentials } as ContractResult);
		start();
		const { stdout, stderr } = await runShell(`${command} --silent --show-error`);
		expect(stderr).toBe("");
		expect(stdout).toMatch(new RegExp(`^HTTP/1.1 ${successStatus(table[name])} `));
		expect(exchanges).toMatchObject([{ operationId: name, request: { method, body: request.body } }]);
	});
});

/** A sandbox that, once it is started, has nothing but the resources in the path of an operation. */
async function startSandbox(name: OperationName) {
	const exchanges: SandboxExchange[] = [];
	const sandbox = checkedSandbox({ onExchange: (exchange) => void exchanges.push(exchange) });
	const { url, close } = await sandbox.listen();
	onTestFinished(close);
	const start = () => {
		sandbox.reset();
		sandbox.seed({ resources: resourcesOf(name) });
		exchanges.length = 0;
	};
	return { url, exchanges, start };
}

function resourcesOf(name: OperationName): CollectionSeed[] {
	const { path } = table[name];
	const examples = examplesOf(name);
	return parameterNames(path).flatMap((parameter) => {
		const collection = path.slice(0, path.indexOf(`/{${parameter}}`));
		const isDescribed = COLLECTIONS.some((other) => other.path === collection);
		return isDescribed ? [{ path: fillTemplate(collection, examples), items: [{ sid: examples[parameter] }] }] : [];
	});
}

function examplesOf(name: OperationName): Readonly<Record<string, string>> {
	return (api.payloads.operations[name]?.parameterExamples ?? {}) as Readonly<Record<string, string>>;
}
