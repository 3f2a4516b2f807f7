import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparisonSubject } from "../../../src/core/compare/report/baseline-subject.ts";
import { COMPARISON_REPORTS } from "../../../src/core/compare/report/index.ts";
import type { ComparisonResult, DescriptionDifference } from "../../../src/core/compare/result.ts";
import { runSubject } from "../../../src/core/contract/report/baseline-subject.ts";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import type { ContractResult } from "../../../src/core/contract/report/result.ts";
import { type BaselineEntry, matchBaseline, updateBaseline } from "../../../src/core/report/baseline.ts";
import { BaselineError, parseBaseline, printBaseline } from "../../../src/core/report/baseline-file.ts";
import { comparisonResult, contractResult, finding } from "./support/results.ts";

const rules = [{ id: "a" }, { id: "b" }];
const scope = { rules, wasTried: () => true, file: "known.json", today: "2026-06-15" };
const deviation = { rule: "a", operationId: "x", status: 200, pointer: "/response/body/items/3/id", isFailing: true };
const entry: BaselineEntry = {
	rule: "a",
	operationId: "x",
	status: 200,
	pointer: "/response/body/items/*/id",
	reason: "old server",
};

test("an update writes what fails, and what is written covers it in the next run", () => {
	const entries = updateBaseline([deviation, { ...deviation, rule: "b", isFailing: false }], [], scope);
	expect(entries).toEqual([expect.objectContaining({ rule: "a", pointer: "/response/body/items/*/id" })]);
	const later = { ...deviation, pointer: "/response/body/items/0/id" };
	expect(matchBaseline([later], parseBaseline(printBaseline(entries)), scope).marks).toEqual([
		{ reason: "to be explained", expired: false },
	]);
});

test("an update keeps reasons and dates, drops what is healed, and leaves alone what was not tried or is of another kind", () => {
	const own = { ...entry, reason: "mine", expires: "2027-01-31" };
	const healed = { ...entry, operationId: "healed" };
	const untried = { ...entry, operationId: "untried" };
	const foreign = { ...entry, rule: "missing-there" };
	const wasTried = ({ operationId }: BaselineEntry) => operationId !== "untried";
	const updated = updateBaseline([deviation], [healed, foreign, untried, own], { ...scope, wasTried });
	expect(updated).toEqual([untried, own, foreign]);
});

test("another status, rule, operation, keyword or position is another deviation", () => {
	for (const other of [
		{ status: 201 },
		{ rule: "b" },
		{ operationId: "y" },
		{ keyword: "type" },
		{ pointer: "/response/body" },
	]) {
		expect(matchBaseline([{ ...deviation, ...other }], [entry], scope).marks).toEqual([undefined]);
	}
	expect(
		matchBaseline([{ ...deviation, pointer: "/response/404" }], [{ ...entry, pointer: "/response/500" }], scope).marks,
	).toEqual([undefined]);
});

test("an entry holds to the end of its last day, and fails again after it", () => {
	const expiredOn = (expires: string) => matchBaseline([deviation], [{ ...entry, expires }], scope).marks[0]?.expired;
	expect(expiredOn("2026-06-15")).toBe(false);
	expect(expiredOn("2026-06-14")).toBe(true);
});

test("an entry that no longer occurs is told with its reason", () => {
	expect(matchBaseline([], [entry], scope).notes).toEqual([
		"baseline known.json: 0 known deviations, 0 expired, 1 healed",
		"healed: a x 200 /response/body/items/*/id no longer occurs (old server); remove it from known.json with --update-baseline",
	]);
});

test("the file is the same whatever the order of the findings", () => {
	const one = fc.record({
		rule: fc.constantFrom("a", "b"),
		operationId: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ""),
		status: fc.integer({ min: 0, max: 599 }),
		pointer: fc.array(fc.string()).map((segments) => segments.map((text) => `/${text}`).join("")),
		isFailing: fc.constant(true),
	});
	fc.assert(
		fc.property(fc.array(one), (found) => {
			const text = printBaseline(updateBaseline(found, [], scope));
			const entries = parseBaseline(text);
			expect(printBaseline(updateBaseline([...found].reverse(), entries, scope))).toBe(text);
			expect(matchBaseline(found, entries, scope).marks.every((mark) => mark?.expired === false)).toBe(true);
		}),
	);
});

describe("a file that is no baseline is rejected with the place, what was expected and what is there", () => {
	const written = (own: object) => JSON.stringify({ version: 1, entries: [{ ...entry, ...own }] });
	test.each([
		["{", /^expected JSON, got a text that is none: /],
		["[]", /^the whole file: expected an object with version, entries, got \[\]$/],
		['{"version":2,"entries":[]}', /^\/version: expected 1, got 2$/],
		['{"version":1}', /^\/entries: expected a list, got nothing$/],
		['{"version":1,"entries":[5]}', /^\/entries\/0: expected an object with .*, got 5$/],
		[written({ reason: " " }), /^\/entries\/0\/reason: expected the reason why it is accepted, got " "$/],
		[written({ reason: undefined }), /^\/entries\/0\/reason: expected the reason why it is accepted, got nothing$/],
		[written({ expires: "2026-02-30" }), /^\/entries\/0\/expires: expected a day, such as 2027-01-31, got "2026-02-30"$/],
		[written({ status: "200" }), /^\/entries\/0\/status: expected a status, such as 404, got "200"$/],
		[written({ pointer: "x" }), /^\/entries\/0\/pointer: expected a JSON pointer, got "x"$/],
		[written({ "a/b": 1 }), /^\/entries\/0\/a~1b: expected only operationId, .*, got another member$/],
		[
			JSON.stringify({ version: 1, entries: [entry, entry] }),
			/^\/entries\/1: expected each deviation once, got .*\/entries\/0 again$/,
		],
	])("%s", (text, message) => {
		expect(() => parseBaseline(text)).toThrow(BaselineError);
		expect(() => parseBaseline(text)).toThrow(message);
	});

	test("whatever JSON it holds", () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				expect(() => parseBaseline(text)).toThrow(/: expected .*, got /);
			}),
		);
	});
});

describe("an entry of a comparison was tried only if", () => {
	const known = { rule: "stricter-there", operationId: "addNote", pointer: "/request/body/Text/deep", reason: "old server" };
	const missing = (pointer: string, own: Partial<DescriptionDifference> = {}): DescriptionDifference[] => {
		return [...comparisonResult().differences].map((one) => ({ ...one, kind: "missing-there", pointer, ...own }));
	};
	const also = [{ operationId: "addNote", pointer: "/request/body" }];
	test.each<[what: string, own: Partial<ComparisonResult>, expected: boolean]>([
		["everything was compared", { differences: [] }, true],
		["the other description has the operation", { differences: missing("/request") }, false],
		["the other description has the place", { differences: missing("/request/body/Text/deep") }, false],
		["the other description has the places around it", { differences: missing("/request/body/Text") }, false],
		["and not where such a place shares a line with another one", { differences: missing("/x", { also }) }, false],
		["whatever else is missing", { differences: missing("/request/body/Te") }, true],
		["whatever else is missing elsewhere", { differences: missing("/request", { operationId: "fetchBook" }) }, true],
		["its operation was compared to its end", { differences: [], partlyCompared: ["addNote"] }, false],
	])("%s", (_, own, expected) => {
		expect(comparisonSubject(comparisonResult(own)).wasTried(known)).toBe(expected);
	});

	test("the operation is there, for its responses too", () => {
		const { wasTried } = comparisonSubject(comparisonResult({ differences: missing("/request") }));
		expect(wasTried({ ...known, pointer: "/response/204" })).toBe(false);
	});
});

/** A run with two findings, one of which a baseline knows. */
function marked(expired = false): ContractResult {
	const run = contractResult([finding(), finding({ operationId: "addNote" })]);
	const subject = runSubject(run);
	const mark = { reason: "the old server", expires: "2027-01-31", expired };
	return subject.mark([mark, undefined], ["baseline known.json: 1 known deviation, 0 expired, 0 healed"]);
}

describe("every report shows what the baseline covered", () => {
	const names = Object.keys(REPORTS).filter((name) => name !== "har");
	test.each(names)("%s", (name) => {
		const text = REPORTS[name]?.(marked()) ?? "";
		expect(text).toContain("1 known deviation, 0 expired, 0 healed");
		if (name !== "junit") expect(text).toContain("the old server");
	});

	test.each(Object.keys(COMPARISON_REPORTS))("%s of a comparison", (name) => {
		const known = comparisonSubject(comparisonResult()).mark([{ reason: "the old server", expired: false }], ["a note on it"]);
		expect(known.verdict).toBe("same");
		const text = COMPARISON_REPORTS[name]?.(known) ?? "";
		expect(text).toContain("a note on it");
		if (name !== "junit") expect(text).toContain("the old server");
	});

	test("a known finding is suppressed in SARIF and no failure in JUnit; an expired one fails in both", () => {
		const suppressed = (run: ContractResult) =>
			JSON.parse(REPORTS.sarif?.(run) ?? "").runs[0].results.map((one: object) => "suppressions" in one);
		expect(suppressed(marked())).toEqual([true, false]);
		expect(suppressed(marked(true))).toEqual([false, false]);
		expect(REPORTS.junit?.(marked())).not.toContain("response-body: fetchBook");
		expect(REPORTS.junit?.(marked(true))).toContain("response-body: fetchBook");
	});
});

test("a case passes if its findings are known, and fails as soon as one is not", () => {
	const known = { reason: "known", expired: false };
	const outcomeOf = (...marks: ({ reason: string; expired: boolean } | undefined)[]) =>
		runSubject(contractResult(marks.map(() => finding())))
			.mark(marks, [])
			.cases.map(({ outcome }) => outcome);
	expect(outcomeOf(known, known)).toEqual(["passed"]);
	expect(outcomeOf(known, undefined)).toEqual(["failed"]);
	expect(outcomeOf(known, { ...known, expired: true })).toEqual(["failed"]);
});

test("a run in which all findings are known has the verdict that it has without findings", () => {
	const known = { reason: "known", expired: false };
	const verdictOf = (own: Partial<ContractResult>) => runSubject(contractResult([finding()], own)).mark([known], []).verdict;
	expect(verdictOf({})).toBe("conforms");
	expect(verdictOf({ verdictWithoutFindings: "incomplete" })).toBe("incomplete");
	expect(verdictOf({ verdict: "unreachable" })).toBe("unreachable");
	expect(runSubject(contractResult()).mark([{ ...known, expired: true }], []).verdict).toBe("findings");
});
