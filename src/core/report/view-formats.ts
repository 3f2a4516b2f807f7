import { stripAll } from "../operation/strip-control-characters.ts";
import { printAnnotations } from "./annotations.ts";
import type { ReportFormat } from "./format.ts";
import { printHtml } from "./html.ts";
import { printJUnit } from "./junit.ts";
import { printMarkdown } from "./markdown.ts";
import type { ReportView } from "./report-view.ts";
import { printSarif } from "./sarif.ts";

/** The formats that print nothing but the view of a result. Foreign text in it is made harmless here, once for all of them. */
export function viewFormats<Result>(viewOf: (result: Result) => ReportView) {
	const of =
		(print: ReportFormat<ReportView>): ReportFormat<Result> =>
		(result, context) =>
			print(stripAll(viewOf(result)), context);
	return {
		junit: of(printJUnit),
		sarif: of(printSarif),
		markdown: of(printMarkdown),
		html: of(printHtml),
		annotations: of(printAnnotations),
	};
}
