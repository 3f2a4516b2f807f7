import { describe, expect, test, vi } from "vitest";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import { exitCodeOf } from "../../../src/core/contract/report/result.ts";
import { runContract } from "../../../src/core/contract/run/run.ts";
import { Sender } from "../../../src/core/contract/run/sender.ts";
import { escapeXml } from "../../../src/core/operation/escape-xml.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { toyContractPolicy, toyTarget } from "./support/toy.ts";

// Something between the run and the target sends other requests than the cases planned, and the responses are right.

/** Runs the toy's cases while each request whose address matches has other credentials on its way. */
async function runAltered(altered: RegExp) {
	const original = Sender.prototype.send;
	const spy = vi.spyOn(Sender.prototype, "send").mockImplementation(async function (this: Sender, request, always) {
		const result = await original.call(this, request, always);
		if (!altered.test(request.url)) return result;
		return { ...result, request: { ...request, headers: { ...request.headers, "x-key": "altered" } } };
	});
	try {
		return await runContract(toyApi, toyContractPolicy, toyTarget());
	} finally {
		spy.mockRestore();
	}
}

describe("a run whose requests were all altered", async () => {
	const result = await runAltered(/./);

	test("proves nothing, covers nothing, and counts no case", () => {
		expect(result).toMatchObject({ verdict: "not-tested", cases: [], findings: [] });
		expect(exitCodeOf(result)).toBe(2);
		const { operations, statuses, constraints } = result.coverage;
		expect([operations, statuses, constraints].map(({ covered }) => covered)).toEqual([0, 0, 0]);
	});

	// An archive holds exchanges and nothing else.
	test.each(Object.keys(REPORTS).filter((name) => name !== "har"))("%s names each case and what it lacked", (name) => {
		const text = REPORTS[name]?.(result) ?? "";
		expect(text).not.toMatch(/\bconforms\b/);
		const plain = text.replace(/\\(?=[_*`#[\]<>|~@!&\\-])/g, "");
		const unproved = result.skips.filter(({ reason }) => reason.startsWith("no request of "));
		expect(unproved.length).toBeGreaterThan(50);
		for (const { id, reason } of unproved) {
			expect(plain).toContain(written(id, name));
			expect(plain).toContain(written(reason, name));
		}
	});
});

test("a run in which the requests of some cases were altered says which cases prove nothing", async () => {
	const [whole, altered] = [await runAltered(/^$/), await runAltered(/books/)];
	expect(whole).toMatchObject({ verdict: "conforms", notes: [] });
	// What was not proved is not said to hold.
	expect(altered).toMatchObject({ verdict: "incomplete", findings: [] });
	expect(exitCodeOf(altered)).toBe(2);
	expect(altered.cases.length).toBeGreaterThan(0);
	expect(altered.cases.length).toBeLessThan(whole.cases.length);
	expect(altered.coverage.operations.covered).toBeLessThan(whole.coverage.operations.covered);
	const lost = whole.cases.map(({ id }) => id).filter((id) => altered.cases.every((one) => one.id !== id));
	for (const id of lost) expect(altered.notes.join("\n")).toContain(id);
	expect(REPORTS.terminal?.(altered)).toContain(`${altered.cases.length} cases`);
});

/** A text as a format writes it. */
function written(text: string, format: string): string {
	if (format === "html" || format === "junit") return escapeXml(text);
	if (format === "json" || format === "sarif") return JSON.stringify(text).slice(1, -1);
	return text;
}
