import { expect, test } from "vitest";
import { COMPARISON_REPORTS } from "../../../src/core/compare/report/index.ts";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import { comparisonResult, contractResult, finding } from "./support/results.ts";

const write = (...args: Parameters<NonNullable<typeof REPORTS.terminal>>) => REPORTS.terminal?.(...args) ?? "";

test("the verdict is on the first line, and says what it rests on", () => {
	expect(write(contractResult()).split("\n")[0]).toBe(
		"✗ the library: 1 finding; 1 case, 1 request, 1 of 2 operations, 1 of 2 statuses, 1 of 2 rules of requests, 0.0 s",
	);
	expect(COMPARISON_REPORTS.terminal?.(comparisonResult()).split("\n")[0]).toMatch(/^✗ theirs\.json: 1 difference/);
});

test("a flood of findings that received the same is folded, and --verbose shows each", () => {
	const flood = Array.from({ length: 40 }, (_, at) =>
		finding({ operationId: `op${at % 4}`, pointer: `/response/${at}`, received: "404" }),
	);
	const other = finding({ operationId: "other", received: "5" });
	const folded = write(contractResult([...flood, other]));
	expect(folded.match(/^ {2}✗ /gm)).toHaveLength(4);
	expect(folded).toContain(
		"… and 37 more like these: response-body, received 404\n  in op3 (10), op0 (9), op1 (9), op2 (9); --verbose shows each",
	);
	expect(write(contractResult([...flood, other]), { verbose: true }).match(/^ {2}✗ /gm)).toHaveLength(41);
});

test("a verdict that rests on few operations says so in every report", () => {
	const share = { covered: 1, total: 7, missing: ["addNote"] };
	const { coverage } = contractResult();
	const result = contractResult([], { coverage: { ...coverage, operations: share } });
	expect(write(result)).toMatch(/^! the library conforms, but only 1 of 7 operations succeeded: /);
	for (const name of ["junit", "sarif", "markdown", "html", "annotations"]) {
		expect(REPORTS[name]?.(result), name).toContain("only 1 of 7 operations succeeded");
	}
	const all = contractResult([], { coverage: { ...coverage, operations: { covered: 7, total: 7, missing: [] } } });
	expect(write(all)).toMatch(/^✓ the library conforms: /);
});
