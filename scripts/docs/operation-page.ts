import type { RootContent } from "mdast";
import { isSuccessKey } from "../../src/core/operation/response.ts";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import { createCitations } from "./citations.ts";
import { errorSection } from "./error-section.ts";
import { requestExampleNodes } from "./example-nodes.ts";
import { operationPath } from "./links.ts";
import { bulletList, code, heading, type Page, type Phrase, text } from "./nodes.ts";
import {
	actionLinks,
	bodySection,
	deprecationSection,
	headerSection,
	methodLine,
	nameTrait,
	type PageInput,
	pageSummary,
	parameterSection,
	responseSection,
	sampleSection,
} from "./page-sections.ts";
import { untrusted } from "./read-markdown.ts";
import { ALWAYS, REQUIRED } from "./value-list.ts";

const ERRORS = { many: "Errors", one: "error" };

/** The page of one operation: everything that the description says about it. */
export function operationPage({ doc, samples, deprecation, sources, playground }: PageInput): Page {
	const { operation } = doc;
	const { id, description, descriptor } = operation;
	const citations = createCitations(sources);
	const title = operation.summary || id;
	const content: RootContent[] = [
		heading(1, title),
		...deprecationSection(doc, deprecation),
		methodLine(descriptor.method, [code(descriptor.server + descriptor.path), ...citations.cite(doc.sources)]),
		...untrusted(description),
		bulletList(traitsOf(doc)),
		actionLinks(doc, playground === true),
		...parameterSection(doc, REQUIRED, citations),
		...bodySection(doc, REQUIRED, citations, (example) => requestExampleNodes(operation, "Example", example)),
		...sampleSection(samples),
		heading(2, "Responses", "responses"),
		...doc.responses
			.filter(({ status }) => isSuccessKey(status))
			.flatMap((response) => responseSection(response, ALWAYS, citations)),
		...errorSection(doc.responses, ERRORS, ALWAYS, citations),
		...headerSection(doc.responses, ALWAYS, citations),
		...citations.section(),
	];
	return { path: operationPath(operation), title, summary: pageSummary(doc), content };
}

function traitsOf(doc: OperationDoc): Phrase[] {
	const { idempotent, secured, pagination } = doc.operation.descriptor;
	const pages = pagination && [
		text("Returns one page at a time: items in "),
		code(pagination.items),
		text(", the next page at "),
		code(pagination.next),
		text("."),
	];
	return [
		nameTrait("Operation", doc),
		[text(idempotent ? "Safe to repeat." : "Not safe to repeat: every request counts.")],
		[text(secured ? "Needs credentials." : "Needs no credentials.")],
		...(pages ? [pages] : []),
	];
}
