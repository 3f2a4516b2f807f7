import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

/** The script of axe, for a page to evaluate. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * The violations that axe, which the page has run, finds of all its rules or some, but for minor ones; each with its place.
 *
 * @param within a selector of the elements that are judged
 */
export function violationsOn(page: Page, rules?: readonly string[], within = "html"): Promise<string[]> {
	return page.evaluate(
		async ({ runOnly, within }) => {
			interface Result {
				readonly violations: readonly {
					id: string;
					impact: string;
					nodes: readonly { html: string; any: readonly { message: string }[] }[];
				}[];
			}
			const { axe } = globalThis as unknown as { axe: { run(within: string, options: object): Promise<Result> } };
			const { violations } = await axe.run(within, { resultTypes: ["violations"], ...(runOnly && { runOnly }) });
			return violations
				.filter(({ impact }) => impact !== "minor")
				.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id} ${html.slice(0, 120)} ${any[0]?.message ?? ""}`));
		},
		{ runOnly: rules, within },
	);
}
