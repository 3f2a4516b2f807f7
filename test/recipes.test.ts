import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createClient } from "../src/index.ts";
import { blockWith } from "./support/documents.ts";
import { json, startServer } from "./support/servers.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const ids = { ConversationSid: `CH${"a".repeat(32)}`, Sid: `IM${"a".repeat(32)}` } as const;
const credentials = { accountSid: `AC${"a".repeat(32)}`, authToken: "token" };

/** A tracer that keeps what its spans were told. */
function createTracer() {
	const spans: Record<string, unknown>[] = [];
	const startSpan = (name: string, { kind, attributes }: { readonly kind: number; readonly attributes: object }) => {
		const span: Record<string, unknown> = { name, kind, attributes: { ...attributes }, ended: 0 };
		spans.push(span);
		return {
			setAttributes: (more: object) => Object.assign(span.attributes as object, more),
			setStatus: (status: object) => Object.assign(span, { status }),
			recordException: (error: Error) => Object.assign(span, { exception: error.name }),
			end: () => Object.assign(span, { ended: (span.ended as number) + 1 }),
		};
	};
	return { spans, startSpan };
}

test("the recipe for OpenTelemetry makes a span of each attempt, and ends each", async () => {
	const file = join(temporaryFolder("recipe", { inProject: true, whenDone: onTestFinished }), "trace-calls.ts");
	writeFileSync(file, blockWith("docs/recipes.md", "export function traceCalls").code);
	const { traceCalls } = await import(file);
	const { url } = await startServer((_, response, index) => {
		if (index === 0) response.destroy();
		else json(response, index === 1 ? 503 : 200, {});
	});
	const tracer = createTracer();
	const client = createClient({ ...credentials, baseUrl: url, random: () => 0, ...traceCalls(tracer) });
	await client.fetchConversationMessage(ids);

	const urlTemplate = "/v1/Conversations/{ConversationSid}/Messages/{Sid}";
	expect(tracer.spans).toMatchObject([
		{ exception: "ConnectionError", attributes: { "error.type": "ConnectionError", "twilio.outcome": "unknown" } },
		{ attributes: { "http.response.status_code": 503, "http.request.resend_count": 1, "twilio.outcome": "unknown" } },
		{ attributes: { "http.response.status_code": 200, "http.request.resend_count": 2, "twilio.outcome": "done" } },
	]);
	expect(tracer.spans.map(({ status }) => status)).toEqual([{ code: 2 }, { code: 2 }, undefined]);
	for (const span of tracer.spans) {
		expect(span).toMatchObject({ name: `GET ${urlTemplate}`, kind: 2, ended: 1 });
		expect(span.attributes).toMatchObject({ "url.template": urlTemplate, "twilio.operation": "fetchConversationMessage" });
	}
});
