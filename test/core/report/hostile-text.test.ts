import { describe, expect, test } from "vitest";
import { COMPARISON_REPORTS } from "../../../src/core/compare/report/index.ts";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import { comparisonResult, contractResult, finding } from "./support/results.ts";

const range = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
/** C0 without line feed and tabulator, C1, zero widths, marks and overrides of direction, invisible operators, and tags. */
const INVISIBLE = [
	...range(0x00, 0x08),
	...range(0x0b, 0x1f),
	...range(0x7f, 0x9f),
	"\u00ad\u061c",
	...range(0x200b, 0x200f),
	...range(0x202a, 0x202e),
	...range(0x2060, 0x206f),
	"\ufeff",
	...range(0xe0000, 0xe007f),
].flatMap((text) => [...text]);
const COMMANDS = ["\n::error::forged", "\n##[stop-commands]x", "##vso[task.complete]", "\n##teamcity[x]", "\n::add-mask::x\n"];
const HOSTILE = `a${INVISIBLE.join("")}b${COMMANDS.join(" ")}`;

const hostileFinding = finding({
	pointer: `/response/body/${HOSTILE}`,
	documented: HOSTILE,
	received: HOSTILE,
	case: HOSTILE,
	operationId: HOSTILE,
	exchange: {
		...finding().exchange,
		request: { method: "POST", url: `http://x/${HOSTILE}`, headers: { "x-a": HOSTILE }, body: HOSTILE },
		response: { status: 200, headers: { "x-a": HOSTILE }, body: HOSTILE },
	},
});
const [skip] = contractResult().skips;
const share = { covered: 1, total: 2, missing: [HOSTILE] };
const run = contractResult([hostileFinding], {
	target: HOSTILE,
	notes: [HOSTILE],
	skips: skip ? [{ ...skip, id: HOSTILE, reason: HOSTILE }] : [],
	coverage: { operations: share, statuses: share, constraints: share },
});
const [difference] = comparisonResult().differences;
const comparison = comparisonResult({
	target: HOSTILE,
	notes: [HOSTILE],
	operationIds: [HOSTILE],
	differences: difference ? [{ ...difference, operationId: HOSTILE, pointer: HOSTILE, documented: HOSTILE, other: HOSTILE }] : [],
});

/** What of a text drives a terminal, hides, or is a command of a CI runner. Annotations begin with commands of their own. */
function dangersIn(text: string, name: string): string[] {
	const lines = text
		.split("\n")
		.map((line) => (name === "annotations" ? line.replace(/^::(?:error|notice|warning) .*?::/, "") : line));
	return [
		...INVISIBLE.filter((character) => text.includes(character)).map(
			(character) => `U+${character.codePointAt(0)?.toString(16)}`,
		),
		...lines.filter((line) => /^\s*::/.test(line) || /::[\w-]+( [^:]*)?::/.test(line) || /##\w*\[/.test(line)),
	];
}

describe("no text of a server or a file drives a terminal or a CI runner, or hides", () => {
	test.each(Object.entries(REPORTS))("in a run's report %s", (name, print) => {
		for (const verbose of [true, false]) expect(dangersIn(print(run, { verbose }), name)).toEqual([]);
	});

	test.each(Object.entries(COMPARISON_REPORTS))("in a comparison's report %s", (name, print) => {
		expect(dangersIn(print(comparison), name)).toEqual([]);
	});
});

test("reports for programs still hold the text as it came", () => {
	expect(JSON.parse(REPORTS.json?.(run) ?? "").findings[0].received).toBe(HOSTILE);
	expect(JSON.parse(REPORTS.har?.(run) ?? "").log.entries[0].response.content.text).toBe(HOSTILE);
});

test("ordinary text stays as it is", () => {
	const text = "Zażółć 日本語 😀 http://[::1]:4010/a::b #[x]";
	expect(REPORTS.terminal?.(contractResult([finding({ received: text })]))).toContain(text);
});
