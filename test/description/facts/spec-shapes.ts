// What several of the operations of Twilio's own OpenAPI files share. `nullable` there is null among the types here.

export type Facts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The facts of the places, each of which is below another. */
export const below = (place: string, facts: Facts): Facts =>
	Object.fromEntries(Object.entries(facts).map(([name, keywords]) => [place + name, keywords]));

const sidPattern = (prefix: string) => ({ minLength: 34, maxLength: 34, pattern: `^${prefix}[0-9a-fA-F]{32}$` });

export const string = { type: "string" };
export const date = { type: "string", format: "date-time" };
export const sid = (prefix: string) => ({ ...string, ...sidPattern(prefix) });

export const nullableString = { type: ["string", "null"] };
export const nullableDate = { ...nullableString, format: "date-time" };
export const nullableUri = { ...nullableString, format: "uri" };
export const nullableSid = (prefix: string) => ({ ...nullableString, ...sidPattern(prefix) });
export const zeroByDefault = { type: "integer", default: 0 };

export const operation = (method: string, server: string, path: string) => ({
	method,
	server: `https://${server}.twilio.com`,
	path,
	deprecated: false,
});

const FORM = "application/x-www-form-urlencoded";
/** An operation with a form, of which no field is required. */
export const formOperation = (server: string, path: string) => ({
	...operation("POST", server, path),
	requestMediaType: FORM,
});

export const form = (fields: Facts): Facts => ({
	body: { type: "object" },
	...below("body ", Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { required: false, ...field }]))),
});

/** A place in a path without pattern and lengths: a unique name is accepted as well. */
export const sidOrName = { required: true, ...string, minLength: undefined, maxLength: undefined, pattern: undefined };
export const pathSid = (prefix: string) => ({ required: true, ...sid(prefix) });

export const webhook: Facts = {
	"header X-Twilio-Webhook-Enabled": { required: false, ...string, enum: ["true", "false"] },
};

export const order: Facts = { "query Order": { required: false, ...string, enum: ["asc", "desc"] } };

// The files also give the format int64 for PageSize, which no validator enforces.
export const paging = (maximum: number): Facts => ({
	"query PageSize": { required: false, type: "integer", minimum: 1, maximum },
	"query Page": { required: false, type: "integer", minimum: 0 },
	"query PageToken": { required: false, ...string },
});

const headers = (status: string): Facts => ({
	[`${status} header Access-Control-Allow-Origin`]: { exists: true },
	[`${status} header Access-Control-Allow-Methods`]: { exists: true },
	[`${status} header Access-Control-Allow-Headers`]: { exists: true },
	[`${status} header Access-Control-Allow-Credentials`]: { exists: true },
	[`${status} header Access-Control-Expose-Headers`]: { exists: true },
});

export const response = (status: string, payload: Facts): Facts => ({
	[status]: { exists: true },
	...headers(status),
	[`${status} body`]: { type: "object" },
	...below(`${status} body `, payload),
});

export const page = (key: string, item: Facts): Facts =>
	response("200", {
		[key]: { type: "array" },
		[`${key}[]`]: { type: "object" },
		...below(`${key}[].`, item),
		meta: { type: "object" },
		"meta.first_page_url": { ...string, format: "uri" },
		"meta.key": string,
		"meta.next_page_url": nullableUri,
		"meta.page": { type: "integer" },
		"meta.page_size": { type: "integer" },
		"meta.previous_page_url": nullableUri,
		"meta.url": { ...string, format: "uri" },
	});

/** The files name no header for it. */
export const deleted: Facts = { "204": { exists: true } };
