import { escapeXml } from "../../../operation/escape-xml.ts";
import { groupBy } from "../../judge/check.ts";
import type { Deviation } from "../../judge/finding.ts";
import type { Coverage, Share } from "../coverage.ts";
import { fails, type Outcome } from "../result.ts";
import { curlOf } from "./curl.ts";
import type { Report, ReportContext } from "./report.ts";
import { extentOf, placeOf, sidesOf, sightingsOf } from "./words.ts";

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
h2{margin-top:2.5rem}article{border-left:.25rem solid #b00020;padding:.25rem 1rem;margin:1rem 0}article.remark{border-color:#8a6d00}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:.5rem 0}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
pre{overflow-x:auto;padding:.75rem;background:rgba(128,128,128,.15)}table{border-collapse:collapse}td,th{padding:.25rem .75rem;text-align:left}`;

/** One page that needs nothing else: no script, no request to anywhere. */
export const htmlReport: Report = (result, context = {}) => {
	const { target, verdict, findings, elapsed, skips, coverage } = result;
	const groups = groupBy(findings, ({ operationId }) => operationId);
	const sections = [...groups].map(
		([operationId, found]) =>
			`<section><h2>${escapeXml(operationId)}</h2>${found.map((finding) => article(finding, result, context)).join("")}</section>`,
	);
	const facts = `${extentOf(result)}, ${(elapsed / 1000).toFixed(1)} s, ${new Date(result.started).toISOString()}`;
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>Contract: ${escapeXml(target)}</title><style>${STYLE}</style></head><body><main>
<h1>${escapeXml(target)}: ${escapeXml(verdict)}</h1><p>${escapeXml(facts)}</p>
${sections.join("\n")}
${result.notes.length > 0 ? noted(result.notes) : ""}
${coverage ? covered(coverage) : ""}
${skips.length > 0 ? skipped(skips) : ""}
</main></body></html>
`;
};

function article(finding: Deviation, outcome: Outcome, { locate }: ReportContext): string {
	const { check, documented, received, source, location, exchange } = finding;
	const position = locate?.(location);
	const where = position ? `${position.file}:${position.line}` : location;
	const [ours, theirs] = sidesOf(finding);
	const rows = [
		[ours, documented],
		[theirs, received],
		["source", [...source, where].join(", ")],
		...(exchange ? [["seen", sightingsOf(finding)]] : []),
	];
	const list = rows.map(([name = "", value = ""]) => `<dt>${name}</dt><dd>${escapeXml(value)}</dd>`).join("");
	const curl = curlOf(finding, outcome);
	const repeat = curl === undefined ? "" : `<pre tabindex="0">${escapeXml(curl)}</pre>`;
	return `<article class="${fails(finding, outcome.strict) ? "failure" : "remark"}"><h3>${escapeXml(check)} <code>${escapeXml(placeOf(finding))}</code></h3><dl>${list}</dl>${repeat}</article>`;
}

function noted(notes: readonly string[]): string {
	return `<h2>Notes</h2><ul>${notes.map((note) => `<li>${escapeXml(note)}</li>`).join("")}</ul>`;
}

function covered({ operations, statuses, constraints }: Coverage): string {
	return `<h2>Coverage</h2>${share("operations", operations)}${share("statuses", statuses)}${share("rules of requests", constraints)}`;
}

function skipped(skips: Outcome["skips"]): string {
	const list = skips.map(({ id, reason }) => `<li>${escapeXml(id)}: ${escapeXml(reason)}</li>`).join("");
	return `<h2>Skipped</h2><details><summary>${skips.length} not tried</summary><ul>${list}</ul></details>`;
}

function share(name: string, { covered, total, missing }: Share): string {
	const list = missing.map((one) => `<li>${escapeXml(one)}</li>`).join("");
	return `<details><summary>${covered} of ${total} ${name}</summary><ul>${list}</ul></details>`;
}
