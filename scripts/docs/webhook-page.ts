import type { RootContent } from "mdast";
import { encodeRequest } from "../../src/core/operation/request.ts";
import { isSuccessKey } from "../../src/core/operation/response.ts";
import type { ExampleDoc } from "../pipeline/describe-operations.ts";
import type { WebhookModel } from "../pipeline/model.ts";
import { createCitations } from "./citations.ts";
import { errorSection } from "./error-section.ts";
import { requestExampleNodes } from "./example-nodes.ts";
import { operationPath } from "./links.ts";
import { bulletList, code, codeBlock, heading, type Page, type Phrase, text } from "./nodes.ts";
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
import { headerParameters } from "./samples/sample.ts";
import { ALWAYS, REQUIRED } from "./value-list.ts";

/** The input of the page of a webhook. */
export interface WebhookPageInput extends PageInput {
	readonly webhook: WebhookModel;
	/** How to verify who sent a request. */
	readonly verification: readonly RootContent[];
}

const OTHER_RESPONSES = { many: "Other responses", one: "other response" };

/** The page of one webhook. Its request is received and its response is sent, so that the words of an operation's page swap. */
export function webhookPage({ doc, webhook, samples, deprecation, verification, sources }: WebhookPageInput): Page {
	const citations = createCitations(sources);
	const title = webhook.summary || webhook.id;
	const content: RootContent[] = [
		heading(1, title),
		...deprecationSection(doc, deprecation),
		methodLine(webhook.descriptor.method, [text("to the address of your receiver"), ...citations.cite(doc.sources)]),
		...untrusted(webhook.description),
		bulletList([nameTrait("Webhook", doc), eventTrait(webhook)]),
		actionLinks(doc, false),
		...parameterSection(doc, ALWAYS, citations),
		...bodySection(doc, ALWAYS, citations, (example) => [
			...requestExampleNodes(webhook, "Example", example),
			...wireNodes(webhook, example),
		]),
		...(verification.length > 0 ? [heading(2, "Verification", "verification"), ...verification] : []),
		...sampleSection(samples),
		heading(2, "Your response", "responses"),
		...doc.responses
			.filter(({ status }) => isSuccessKey(status))
			.flatMap((response) => responseSection(response, REQUIRED, citations)),
		...errorSection(doc.responses, OTHER_RESPONSES, REQUIRED, citations),
		...headerSection(doc.responses, REQUIRED, citations),
		...citations.section(),
	];
	return { path: operationPath(webhook), title, summary: pageSummary(doc), content };
}

function eventTrait({ descriptor: { event } }: WebhookModel): Phrase {
	return [text("Recognised by: "), code(event.field), text(" is "), code(event.value)];
}

/** An example as a receiver gets it, byte for byte but for the headers that every request has. */
function wireNodes(webhook: WebhookModel, { value, name }: ExampleDoc): RootContent[] {
	const { descriptor, request } = webhook;
	const parts = { header: request.parameterExamples, body: value as Record<string, unknown> };
	const sent = encodeRequest(descriptor, parts, RECEIVER_ADDRESS);
	const { host, pathname, search } = new URL(sent.url);
	const headers = [["Host", host], ["Content-Type", sent.headers["content-type"] ?? ""], ...headerParameters(webhook, sent)];
	const lines = headers.map(([header, text]) => `${header}: ${text}\n`).join("");
	const message = `${sent.method} ${pathname}${search} HTTP/1.1\n${lines}\n${sent.body ?? ""}`;
	return [heading(3, "On the wire"), codeBlock("http", message, { dataWire: name })];
}

const RECEIVER_ADDRESS = "https://receiver.example/";
