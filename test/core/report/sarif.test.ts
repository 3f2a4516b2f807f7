import { expect, test } from "vitest";
import { COMPARISON_REPORTS } from "../../../src/core/compare/report/index.ts";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import { comparisonResult, contractResult } from "./support/results.ts";

test("every result of SARIF has a physical location, also where no source is known", () => {
	const texts = [
		REPORTS.sarif?.(contractResult()),
		REPORTS.sarif?.(contractResult(), { locate: () => undefined }),
		COMPARISON_REPORTS.sarif?.(comparisonResult()),
	];
	for (const text of texts) {
		const [{ results }] = JSON.parse(text ?? "").runs;
		expect(results.length).toBeGreaterThan(0);
		for (const { locations } of results) {
			expect(locations[0].physicalLocation).toEqual({
				artifactLocation: { uri: "openapi.json" },
				region: { startLine: 1, startColumn: 1 },
			});
		}
	}
});
