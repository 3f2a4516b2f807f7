import { sampleLiteral } from "../scripts/docs/samples/literal.ts";
import type { SampleWriter } from "../scripts/docs/samples/sample.ts";
import type { OperationDescriptor } from "../src/core/operation/descriptor.ts";

/** A framework of receivers. */
interface Framework {
	readonly id: string;
	readonly label: string;
	/** What is imported besides this package. */
	readonly imports?: string;
	/** The variable with the request, as this package takes it. */
	readonly request: string;
	/** Responds with a JSON value. */
	readonly json: (value: string) => string;
	/** Responds without a body. */
	readonly empty: string;
	/** Responds to `error`. */
	readonly rejection: readonly string[];
	/** The receiver around its handling of a request, which is indented by a tab, and ends after every response. */
	readonly frame: (handling: string) => string;
}

/** The framework responds to other errors. */
const RETHROW = "if (!(error instanceof WebhookError)) throw error;";

/** How the receivers of the web platform respond. */
const WEB = {
	request: "request",
	json: (value: string) => `return Response.json(${value});`,
	empty: "return new Response();",
	rejection: [RETHROW, "return new Response(error.message, { status: error.status });"],
};

const FRAMEWORKS: readonly Framework[] = [
	{
		id: "express",
		label: "Express",
		imports: 'import express from "express";',
		request: "request",
		json: (value) => `return response.json(${value});`,
		empty: "return response.status(200).end();",
		rejection: [RETHROW, "return response.status(error.status).send(error.message);"],
		frame: (handling) => `const app = express();
// Before any body parser: the signature covers the body as it came.
app.post("/webhooks", async (request, response) => {
${handling}});
export const server = app.listen(Number(process.env.PORT ?? 3000));
`,
	},
	{
		...WEB,
		id: "hono",
		label: "Hono",
		imports: 'import { Hono } from "hono";',
		request: "req.raw",
		frame: (handling) => `const app = new Hono();
app.post("/webhooks", async ({ req }) => {
${handling}});
export default app;
`,
	},
	{
		...WEB,
		id: "next",
		label: "Next.js",
		frame: (handling) => `// app/webhooks/route.ts
export async function POST(request: Request): Promise<Response> {
${handling}}
`,
	},
	{
		id: "node",
		label: "node:http",
		imports: 'import { createServer } from "node:http";',
		request: "request",
		json: (value) => `return response.setHeader("content-type", "application/json").end(JSON.stringify(${value}));`,
		empty: "return response.end();",
		rejection: [
			"// Nobody else handles an error, such as a connection that breaks off.",
			"const known = error instanceof WebhookError;",
			'return response.writeHead(known ? error.status : 500).end(known ? error.message : "");',
		],
		frame: (handling) => `export const server = createServer(async (request, response) => {
${handling}}).listen(Number(process.env.PORT ?? 3000));
`,
	},
];

/** Samples of receivers: each verifies a webhook, and responds to it. */
export function receiverSamples(packageName: string): SampleWriter[] {
	return FRAMEWORKS.map((framework) => ({
		id: framework.id,
		label: framework.label,
		language: "typescript",
		write({ id, descriptor }, { values }) {
			const own = `import { parseAndVerify, WebhookError } from "${packageName}/webhooks";`;
			const imports = [framework.imports, own].filter(Boolean).join("\n");
			const handled = framework.frame(handlingOf(framework, id, reactionTo(descriptor, values, framework.json)));
			return `${imports}\n\n${handled}`.replaceAll("\t", "  ");
		},
	}));
}

/** What a receiver does, by line: what it is told of has happened, unless the response can reject it, or also change it. */
function reactionTo({ responses }: OperationDescriptor, change: object, json: Framework["json"]): string[] {
	const look = "console.log(webhook.fields);";
	if (!("4XX" in responses)) return [look];
	if (!responses["200"]?.length) return ["// A status of 400 or more rejects it.", look];
	return ["// A status of 400 or more rejects it, and {} leaves it as it is.", json(sampleLiteral(change, "\t\t\t", 30))];
}

function handlingOf({ request, empty, rejection }: Framework, event: string, reaction: readonly string[]): string {
	return `\ttry {
		const webhook = await parseAndVerify(${request}, {
			authToken: process.env.TWILIO_AUTH_TOKEN,
			publicUrl: process.env.PUBLIC_URL, // where Twilio sends it, if a proxy changes that
		});
		if (webhook.event === "${event}") {
${linesOf(reaction, "\t\t\t")}		}
		${empty}
	} catch (error) {
${linesOf(rejection, "\t\t")}	}
`;
}

function linesOf(lines: readonly string[], indent: string): string {
	return lines.map((line) => `${indent}${line}\n`).join("");
}
