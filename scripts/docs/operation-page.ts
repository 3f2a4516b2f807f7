import type { RootContent } from "mdast";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import { operationPath } from "./links.ts";
import { bulletList, code, heading, type Page, type Phrase, paragraph, strong, text } from "./nodes.ts";
import {
	ALWAYS,
	bodySection,
	deprecationSection,
	errorSection,
	exampleNodes,
	headerSection,
	isSuccess,
	nameTrait,
	type PageInput,
	pageSummary,
	parameterSection,
	REQUIRED,
	referenceTrait,
	responseSection,
	sampleSection,
	sourceSection,
	sourceTrait,
} from "./page-sections.ts";
import { untrusted } from "./read-markdown.ts";

/** The page of one operation: everything that the description says about it. */
export function operationPage({ doc, samples, deprecation, sources }: PageInput): Page {
	const { id, description, descriptor } = doc.operation;
	const title = doc.operation.summary || id;
	const content: RootContent[] = [
		heading(1, title),
		...deprecationSection(doc, deprecation),
		paragraph(strong(descriptor.method), text(" "), code(descriptor.server + descriptor.path)),
		...untrusted(description),
		bulletList(traitsOf(doc)),
		...parameterSection(doc, REQUIRED),
		...bodySection(doc, REQUIRED, (example) => exampleNodes("Example", example)),
		...sampleSection(samples),
		heading(2, "Responses", "responses"),
		...doc.responses.filter(isSuccess).flatMap((response) => responseSection(response, ALWAYS)),
		...errorSection(doc.responses, "Errors", ALWAYS),
		...headerSection(doc.responses, ALWAYS),
		...sourceSection(sources),
	];
	return { path: operationPath(doc.operation), title, summary: pageSummary(doc), content };
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
		...sourceTrait(doc),
		referenceTrait(doc),
	];
}
