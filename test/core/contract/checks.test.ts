import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Schema } from "../../../scripts/pipeline/openapi.ts";
import { judgeHar } from "../../../src/core/contract/run/targets/har.ts";
import { har } from "../../support/recordings.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { describeApi, ID, objectOf, operation, runDescribed, SERVER } from "./support/described.ts";
import { toyContractPolicy, toyTarget } from "./support/toy.ts";

const TEXT: Schema = { type: "string" };
const COLOR: Schema = { type: ["string", "null"], default: "green" };
const CARD = objectOf({ id: ID, text: TEXT, color: COLOR });
const api = () =>
	describeApi({
		"/v2/Cards": { post: operation("createCard", [201, CARD], { text: TEXT, color: COLOR }) },
		"/v2/Cards/{Card}": { get: operation("fetchCard", [200, CARD]), delete: operation("deleteCard", [204]) },
	});

describe("a deleted resource is gone", () => {
	test.each([
		[404, []],
		[410, []],
		[403, ["gone-after-delete fetchCard /response/status 403"]],
		[400, ["gone-after-delete fetchCard /response/status 400"]],
	])("a read of it that fails with %i has the findings %j", async (status, expected) => {
		const described = await api();
		const deleted = new Set<string>();
		const target = toyTarget(({ request: { method, url } }, next) => {
			const response = next();
			if (method === "DELETE" && response.status === 204) deleted.add(url);
			return method === "GET" && deleted.has(url) ? { ...response, status } : response;
		}, described);
		const { findings } = await runDescribed(described, target);
		expect(findings).toEqual(expected);
	});
});

describe("the default of a field that was not sent", () => {
	test("is shown by a fetch, where a list or the creation may have null", async () => {
		const described = await api();
		const withNull = (shown: string) =>
			toyTarget(({ operationId }, next) => {
				const response = next();
				return operationId === shown ? { ...response, body: response.body?.replace('"green"', "null") ?? null } : response;
			}, described);
		expect((await runDescribed(described, withNull("createCard"))).findings).toEqual([]);
		expect((await runDescribed(described, withNull("fetchCard"))).findings).toContain(
			"default-shown fetchCard /response/body/color null",
		);
	});

	test("is not expected where the recording does not hold what was sent", async () => {
		const json = [{ name: "content-type", value: "application/json" }];
		const body = JSON.stringify({ id: "a".repeat(16), text: "a", color: "red" });
		const response = { status: 201, headers: [...json, { name: "x-total", value: "1" }], content: { text: body } };
		const judge = async (request: object) => {
			const file = join(temporaryFolder("recorded-default"), "recorded.har");
			const sent = { method: "POST", url: `${SERVER}/v2/Cards`, headers: json, ...request };
			writeFileSync(file, har([{ request: sent, response }]));
			return (await judgeHar(await api(), toyContractPolicy, [file])).findings.map(({ check }) => check);
		};
		expect(await judge({ postData: { mimeType: "application/json", text: '{"text":"a"}' } })).toEqual(["default-shown"]);
		expect(await judge({ bodySize: 12 })).toEqual([]);
	});
});
