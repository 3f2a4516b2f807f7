import { createOperationsClient } from "../../../../src/core/client/create-client.ts";
import { CLIENT_RULES, type ClientOptions, checkOptions } from "../../../../src/core/client/options.ts";
import { createRequestCheck } from "../../../../src/core/client/request-check.ts";
import type { ClientSetup } from "../../../../src/core/client/setup.ts";
import type { Client } from "../../../../src/core/client/types.ts";
import type { OperationDescriptor } from "../../../../src/core/operation/descriptor.ts";
import type { RequestValidators, Validator } from "../../../../src/core/operation/violation.ts";

const JSON_ANSWER = { mediaTypes: ["application/json"], headers: { "X-Count": { type: "integer" } } } as const;
const FORM = "application/x-www-form-urlencoded";

/** An API of note books. */
export const toyOperations = {
	/** Read a note. */
	fetchNote: {
		method: "GET",
		path: "/books/{Book}/notes/{Note}",
		server: "https://notes.example.com",
		tags: [],
		idempotent: true,
		secured: true,
		parameters: { Book: { in: "path", type: "string", required: true }, Note: { in: "path", type: "integer", required: true } },
		responses: { "200": JSON_ANSWER, "404": JSON_ANSWER },
	},
	createNote: {
		method: "POST",
		path: "/books/{Book}/notes",
		server: "https://notes.example.com",
		tags: [],
		secured: true,
		parameters: { Book: { in: "path", type: "string", required: true }, "X-Mode": { in: "header", type: "string" } },
		body: {
			mediaType: FORM,
			required: true,
			fields: {
				Text: { type: "string", required: true },
				Due: { type: "string", dateTime: true },
				Data: { type: "string", json: true },
				Stars: { type: "integer", nullable: true },
				Done: { type: "boolean" },
				Tags: { type: "string", array: true },
			},
		},
		responses: { "201": JSON_ANSWER, "400": JSON_ANSWER },
	},
	replaceNote: {
		method: "POST",
		path: "/books/{Book}/notes/{Note}",
		server: "https://notes.example.com",
		tags: [],
		idempotent: true,
		secured: true,
		parameters: { Book: { in: "path", type: "string", required: true }, Note: { in: "path", type: "integer", required: true } },
		body: { mediaType: FORM, required: false, fields: { Text: { type: "string", nullable: true } } },
		responses: { "200": JSON_ANSWER },
	},
	deleteNote: {
		method: "DELETE",
		path: "/books/{Book}/notes/{Note}",
		server: "https://notes.example.com",
		tags: [],
		idempotent: true,
		secured: true,
		parameters: { Book: { in: "path", type: "string", required: true }, Note: { in: "path", type: "integer", required: true } },
		responses: { "204": { mediaTypes: [], headers: {} } },
	},
	listNotes: {
		method: "GET",
		path: "/books/{Book}/notes",
		server: "https://notes.example.com",
		tags: [],
		idempotent: true,
		secured: true,
		parameters: { Book: { in: "path", type: "string", required: true }, Sort: { in: "query", type: "string" } },
		responses: { "200": JSON_ANSWER },
		pagination: { items: "/notes", next: "/meta/next" },
	},
	readMotto: {
		method: "GET",
		path: "/motto",
		server: "https://open.example.org",
		tags: [],
		idempotent: true,
		secured: false,
		parameters: {},
		responses: { "200": JSON_ANSWER },
	},
} as const satisfies Record<string, OperationDescriptor>;

export interface Note {
	id: number;
	text: string;
}

export interface NotePage {
	notes: Note[];
	meta: { next: string | null };
}

interface Answers<Body> {
	200: { content: { "application/json": Body } };
	404: { content: { "application/json": { message: string } } };
}

interface NoteParameters {
	query?: never;
	header?: never;
	path: { Book: string; Note: number };
	cookie?: never;
}

/** What a generator would make of the same description. */
export interface ToyTypes {
	fetchNote: { parameters: NoteParameters; requestBody?: never; responses: Answers<Note> };
	createNote: {
		parameters: { query?: never; header?: { "X-Mode"?: "draft" | "final" }; path: { Book: `B${string}` }; cookie?: never };
		requestBody: {
			content: {
				"application/x-www-form-urlencoded": {
					Text: string;
					Due?: string;
					Data?: string;
					Stars?: number | null;
					Done?: boolean;
					Tags?: string[];
				};
			};
		};
		responses: { 201: { content: { "application/json": Note } }; 400: { content: { "application/json": { code: number } } } };
	};
	replaceNote: {
		parameters: NoteParameters;
		requestBody?: { content: { "application/x-www-form-urlencoded": { Text?: string | null } } };
		responses: Answers<Note>;
	};
	deleteNote: { parameters: NoteParameters; requestBody?: never; responses: { 204: { content?: never } } };
	listNotes: {
		parameters: { query?: { Sort?: "up" | "down" }; header?: never; path: { Book: string }; cookie?: never };
		requestBody?: never;
		responses: Answers<NotePage>;
	};
	readMotto: {
		parameters: { query?: never; header?: never; path?: never; cookie?: never };
		requestBody?: never;
		responses: Answers<{ motto: string }>;
	};
}

export interface ToyPaths {
	"/books/{Book}/notes/{Note}": { get: ToyTypes["fetchNote"]; post: ToyTypes["replaceNote"]; delete: ToyTypes["deleteNote"] };
	"/books/{Book}/notes": { get: ToyTypes["listNotes"]; post: ToyTypes["createNote"] };
	"/motto": { get: ToyTypes["readMotto"] };
}

export type ToyClient = Client<typeof toyOperations, ToyTypes, ToyPaths>;

/** Text that must never be printed. */
export const SECRET = "pa55w0rd-of-the-toy";
const BASIC = btoa(`user:${SECRET}`);

const longText: Validator = Object.assign(
	(value: unknown): boolean => {
		const { Text } = value as { Text?: unknown };
		longText.errors =
			Text === undefined
				? [{ instancePath: "", keyword: "required", params: { missingProperty: "Text" } }]
				: typeof Text !== "string"
					? [{ instancePath: "/Text", keyword: "type", params: { type: "string" } }]
					: Text.length > 20
						? [{ instancePath: "/Text", keyword: "maxLength", params: { limit: 20 } }]
						: null;
		return longText.errors === null;
	},
	{ errors: null as Validator["errors"] },
) as Validator;

export const toyValidators: Record<string, RequestValidators> = { createNote: { body: longText } };

export const toySetup: ClientSetup = {
	subject: "createToyClient",
	operations: toyOperations,
	authorization: `Basic ${BASIC}`,
	secrets: { credentials: BASIC, secret: SECRET },
	userAgent: "toy/1",
	requestIdHeader: "x-request-name",
	resolveServer: (server) => server,
	readError: (body) =>
		typeof body === "object" && body !== null ? (body as { code?: number; message?: string; details?: unknown }) : {},
	createRequestCheck: createRequestCheck.bind(undefined, toyValidators),
};

/** A client of the toy API that does not wait between attempts. */
export function createToyClient(options: ClientOptions = {}, setup: Partial<ClientSetup> = {}): ToyClient {
	checkOptions("createToyClient", options, CLIENT_RULES);
	return createOperationsClient({ ...toySetup, ...setup }, { sleep: async () => {}, ...options });
}

export const NOTE: Note = { id: 7, text: "milk" };
