import { compareDescriptions } from "../../../../src/core/compare/compare-descriptions.ts";
import type { PatternComparer } from "../../../../src/core/compare/compare-rules.ts";
import { readDescription } from "../../../../src/core/compare/read-description.ts";
import { json } from "./descriptions.ts";

// biome-ignore lint/suspicious/noExplicitAny: a description that tests change
export type Document = any;

/** A description with everything that is compared, in components where there can be one. */
export function gate(): Document {
	const ticket = {
		type: "object",
		required: ["code"],
		properties: { code: { $ref: "#/components/schemas/Code" }, guest: { type: "string", maxLength: 20 } },
	};
	const responses = { "200": { $ref: "#/components/responses/Ticket" }, default: { description: "No." } };
	return {
		openapi: "3.1.0",
		servers: [{ url: "https://gate.test" }],
		security: [{ key: [] }],
		paths: {
			"/tickets": {
				get: {
					operationId: "listTickets",
					parameters: [{ $ref: "#/components/parameters/Colors" }],
					responses,
					"x-pagination": { items: "/tickets", next: "/next" },
				},
				post: { operationId: "buyTicket", requestBody: json({ $ref: "#/components/schemas/Ticket" }), responses },
			},
			"/tickets/{code}": {
				parameters: [{ name: "code", in: "path", required: true, schema: { $ref: "#/components/schemas/Code" } }],
				get: { operationId: "fetchTicket", parameters: [{ $ref: "#/components/parameters/Colors" }], responses },
			},
		},
		webhooks: {
			opened: {
				post: { operationId: "opened", requestBody: json({ $ref: "#/components/schemas/Ticket" }), responses: { "204": {} } },
			},
		},
		components: {
			schemas: { Ticket: ticket, Code: { type: "string", pattern: "^[a-z]{4}$" } },
			responses: {
				Ticket: {
					description: "It.",
					headers: { "X-Left": { $ref: "#/components/headers/Left" } },
					...json({ $ref: "#/components/schemas/Ticket" }),
				},
			},
			headers: { Left: { schema: { type: "integer", minimum: 0 } } },
			parameters: { Colors: { name: "colors", in: "query", schema: { type: "array", items: { type: "string" } } } },
			securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" }, basic: { type: "http", scheme: "basic" } },
		},
	};
}

/** Compares two versions of one description. */
export function compareVersions(base: unknown, head: unknown, patterns?: PatternComparer) {
	const options = { scope: "all", ...(patterns && { patterns }) } as const;
	return compareDescriptions(readDescription(base), readDescription(head), "head", options);
}

/** Compares the gate with what an edit makes of it. */
export function compareEdited(edit: (document: Document) => void, patterns?: PatternComparer) {
	const [base, head] = [gate(), structuredClone(gate())];
	edit(head);
	return { base, head, ...compareVersions(base, head, patterns) };
}
