import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runSubject } from "../../../src/core/contract/report/baseline-subject.ts";
import { runContract } from "../../../src/core/contract/run/run.ts";
import { judgeHar } from "../../../src/core/contract/run/targets/har.ts";
import type { BaselineEntry } from "../../../src/core/report/baseline.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { documentedExchanges, har, RECORDING_TOOLS, sanitise } from "../../support/recordings.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { contractResult, finding } from "../report/support/results.ts";
import { toyContractPolicy, toyTarget } from "./support/toy.ts";

const documented = documentedExchanges(toyApi);
const [created] = documented.filter(({ name }) => name.startsWith("createBook 201"));
const [rejected] = documented.filter(({ name }) => name.startsWith("createBook 4"));

/** An entry about a member of the response to `createBook`. */
const entry: BaselineEntry = {
	rule: "response-body",
	operationId: "createBook",
	status: 201,
	pointer: "/response/body/title",
	keyword: "type",
	reason: "old server",
};

async function recorded(exchanges: typeof documented, tool = "Firefox") {
	const file = join(temporaryFolder("baseline"), "recorded.har");
	writeFileSync(file, har(exchanges.map(({ request, response }) => RECORDING_TOOLS[tool]?.entry(request, response))));
	return runSubject(await judgeHar(toyApi, toyContractPolicy, [file])).wasTried;
}

describe("an entry was tried only if a recording holds", () => {
	test.each([
		["the status of it", [created], {}, true],
		["the status of it, and not another one", [rejected], {}, false],
		["a response with another status, which succeeded, for a deviation of the status", [created], statusEntry(500), true],
		["a response that succeeded, for a deviation of the status", [rejected], statusEntry(500), false],
		["any status, if it names none", [rejected], { status: undefined }, true],
		["a response that succeeded, for a rule of the request", [created], requestEntry(201), true],
		["a response that succeeded, for a rule of the request, not a rejection", [rejected], requestEntry(201), false],
	] as const)("%s", async (_, exchanges, own, expected) => {
		const wasTried = await recorded(exchanges as unknown as typeof documented);
		expect(wasTried({ ...entry, ...own } as BaselineEntry)).toBe(expected);
	});

	test("the part of it", async () => {
		const withoutBody = await recorded([created as (typeof documented)[0]], "Chrome DevTools, without content");
		expect(withoutBody(entry)).toBe(false);
		expect(withoutBody({ ...entry, pointer: "/response/headers/x-total" })).toBe(true);
		const withoutPostData = await recorded([created as (typeof documented)[0]], "Chrome DevTools, without post data");
		expect(withoutPostData({ ...entry, ...requestEntry(201) })).toBe(false);
	});

	test.each([
		["/request/header/x-key", ["request headers"]],
		["/request/cookie/key", ["request cookies"]],
		["/request/body/title", ["request body"]],
		["/response/headers/x-total", ["response headers"]],
		["/response/body/title", ["response body", "request body"]],
	] as const)("the parts that a deviation at %s shows in: %j", (pointer, needed) => {
		const parts = ["request headers", "request cookies", "request body", "response headers", "response body"] as const;
		const missed = parts.filter((part) => {
			const judged = [{ operationId: "createBook", status: 201, unrecorded: [part] }];
			return !runSubject(contractResult([], { judged })).wasTried({ ...entry, pointer });
		});
		expect(missed.sort()).toEqual([...needed].sort());
	});

	test("the value of it, and no replacement", async () => {
		const wasTried = await recorded([sanitise(created as (typeof documented)[0], "[redacted]")]);
		expect(wasTried({ ...entry, pointer: "/response/body/published" })).toBe(false);
	});
});

describe("an entry was tried only if a run", () => {
	test("got a response with the status of it", async () => {
		const { wasTried } = runSubject(await runContract(toyApi, toyContractPolicy, toyTarget()));
		expect(wasTried(entry)).toBe(true);
		expect(wasTried({ ...entry, status: 202 })).toBe(false);
		expect(wasTried({ ...entry, ...statusEntry(500) })).toBe(true);
	});

	test("got to its last case", () => {
		const judged = [{ operationId: "createBook", status: 201, unrecorded: [] }];
		expect(runSubject(contractResult([], { judged })).wasTried(entry)).toBe(true);
		const ended = contractResult([finding()], { judged, verdictWithoutFindings: "incomplete" });
		expect(runSubject(ended).wasTried(entry)).toBe(false);
	});

	test("ran the case of its rule", () => {
		const judged = [{ operationId: "fetchBook", status: 200, unrecorded: [] }];
		const rule = { part: "query", pointer: "/limit", keyword: "maximum", expected: 100 } as const;
		const skip = { id: "limit", kind: "negative", operationIds: ["fetchBook"], reason: "no budget", rule } as const;
		const { wasTried } = runSubject(contractResult([], { judged, skips: [skip] }));
		const own = { ...entry, operationId: "fetchBook", status: 200, pointer: "/request/query/limit" };
		expect(wasTried({ ...own, keyword: "maximum" })).toBe(false);
		expect(wasTried({ ...own, keyword: "minimum" })).toBe(true);
	});

	test("was not kept from judging the operation by a server that failed", () => {
		const judged = [{ operationId: "fetchBook", status: 200, unrecorded: [] }];
		const failure = { ...finding().exchange, response: { status: 500, headers: {}, body: "" } };
		const failed = finding({ check: "status-documented", pointer: "/response/status", exchange: failure });
		const own = { ...entry, operationId: "fetchBook", status: 200 };
		expect(runSubject(contractResult([], { judged })).wasTried(own)).toBe(true);
		expect(runSubject(contractResult([failed], { judged })).wasTried(own)).toBe(false);
	});
});

test("an undocumented member goes into the baseline of a strict run only", () => {
	const additive = finding({ severity: "additive" });
	for (const strict of [false, true]) {
		expect(runSubject(contractResult([additive, finding()], { strict })).found).toMatchObject([
			{ isFailing: strict },
			{ isFailing: true },
		]);
	}
});

function statusEntry(status: number) {
	return { status, pointer: "/response/status", rule: "status-documented" };
}

function requestEntry(status: number) {
	return { status, pointer: "/request/body/title", rule: "constraints-enforced", keyword: "type" };
}
