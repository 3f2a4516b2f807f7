import type { Json } from "./edit.ts";

const json = (schema: Json, example?: unknown) => ({ "application/json": { schema, ...(example !== undefined && { example }) } });
const parcel = { id: "p_000001", state: "new", weight: 2, to: "Rita", note: null, tags: ["a"], owner: { name: "Ota" } };
const parcelBody = json({ $ref: "#/components/schemas/Parcel" }, parcel);
const parcelId = {
	name: "parcelId",
	in: "path",
	required: true,
	schema: { $ref: "#/components/schemas/ParcelId" },
	example: "p_000001",
};

/** A small description with what ours has not: lists in queries, alternatives, several credentials, responses to webhooks. */
export const PARCELS: Json = {
	openapi: "3.1.1",
	info: { title: "Parcels", version: "1.0.0", license: { name: "MIT", identifier: "MIT" } },
	servers: [{ url: "https://api.parcels.test" }],
	security: [{ token: [] }],
	tags: [{ name: "Parcels" }],
	paths: {
		"/parcels": {
			get: {
				operationId: "listParcels",
				summary: "List parcels",
				tags: ["Parcels"],
				"x-pagination": { items: "/parcels", next: "/next" },
				parameters: [
					{ name: "tags", in: "query", schema: { type: "array", items: { type: "string" } }, example: ["a", "b"] },
					{ name: "sizes", in: "query", explode: false, schema: { type: "array", items: { type: "integer" } }, example: [1, 2] },
					{ name: "order", in: "query", schema: { type: "string", enum: ["asc", "desc"], default: "asc" }, example: "asc" },
					{ name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100 }, example: 10 },
					{
						name: "X-Trace",
						in: "header",
						schema: { type: "string", format: "uuid" },
						example: "6fa459ea-ee8a-4ca4-894e-db77e160355e",
					},
				],
				responses: {
					"200": {
						description: "A page.",
						headers: {
							"X-Total": { required: true, schema: { type: "integer", minimum: 0 }, example: 1 },
							"X-Rate": { schema: { type: "string" }, example: "9" },
						},
						content: json(
							{
								type: "object",
								required: ["parcels", "next"],
								properties: {
									parcels: { type: "array", maxItems: 100, items: { $ref: "#/components/schemas/Parcel" } },
									next: { type: ["string", "null"], format: "uri" },
								},
							},
							{ parcels: [parcel], next: "https://api.parcels.test/parcels?page=2" },
						),
					},
					default: { $ref: "#/components/responses/Problem" },
				},
			},
			post: {
				operationId: "createParcel",
				summary: "Send a parcel",
				tags: ["Parcels"],
				requestBody: {
					required: true,
					content: {
						"application/x-www-form-urlencoded": {
							schema: {
								type: "object",
								required: ["To"],
								properties: {
									To: { type: "string", minLength: 1, maxLength: 40 },
									Weight: { type: "number", exclusiveMinimum: 0, maximum: 100 },
									Labels: { type: "array", items: { type: "string" }, maxItems: 3 },
									Note: { type: ["string", "null"] },
									Priority: { type: ["integer", "null"] },
									Express: { type: "boolean", default: false },
									Code: { type: "string", pattern: "^[A-Z]{3}$" },
									Day: { type: "string", format: "date" },
									Extra: { type: "string", contentMediaType: "application/json" },
								},
							},
							example: { To: "Rita", Labels: ["a", "b"], Weight: 2 },
						},
					},
				},
				responses: {
					"201": { description: "Sent.", content: parcelBody },
					"400": { $ref: "#/components/responses/Problem" },
				},
			},
		},
		"/parcels/{parcelId}": {
			parameters: [parcelId],
			get: {
				operationId: "fetchParcel",
				summary: "Fetch a parcel",
				tags: ["Parcels"],
				responses: {
					"200": { description: "The parcel.", content: parcelBody },
					"404": { $ref: "#/components/responses/Problem" },
				},
			},
			delete: {
				operationId: "deleteParcel",
				summary: "Stop a parcel",
				tags: ["Parcels"],
				responses: { "204": { description: "Stopped." }, "404": { $ref: "#/components/responses/Problem" } },
			},
		},
		"/parcels/{parcelId}/moves": {
			parameters: [parcelId],
			post: {
				operationId: "addMove",
				summary: "Move a parcel",
				tags: ["Parcels"],
				security: [{ token: [] }, { key: [] }],
				requestBody: {
					required: false,
					content: json(
						{
							type: "object",
							required: ["to"],
							additionalProperties: false,
							properties: {
								to: {
									oneOf: [{ type: "string" }, { type: "object", required: ["lat"], properties: { lat: { type: "number" } } }],
								},
								steps: { type: "array", items: { type: "integer", multipleOf: 5 }, minItems: 1, uniqueItems: true },
								kind: { type: "string", const: "move" },
								by: { type: "object", properties: { name: { type: "string" } } },
							},
						},
						{ to: "Brno", steps: [5], kind: "move", by: { name: "Ota" } },
					),
				},
				responses: { "200": { description: "Moved.", content: parcelBody }, "4XX": { $ref: "#/components/responses/Problem" } },
			},
		},
	},
	webhooks: {
		parcelMoved: {
			post: {
				operationId: "parcelMoved",
				summary: "A parcel moved",
				tags: ["Parcels"],
				security: [],
				parameters: [{ name: "X-Signature", in: "header", required: true, schema: { type: "string" }, example: "s" }],
				requestBody: {
					required: true,
					content: json(
						{
							type: "object",
							required: ["event", "parcel"],
							properties: {
								event: { type: "string", const: "moved" },
								parcel: { $ref: "#/components/schemas/ParcelId" },
								place: { type: "string", maxLength: 20 },
								state: { type: "string", enum: ["moving", "done"] },
							},
						},
						{ event: "moved", parcel: "p_000001", place: "Brno", state: "moving" },
					),
				},
				responses: {
					"200": {
						description: "Noted.",
						content: json(
							{ type: "object", properties: { again: { type: "boolean" }, delay: { type: "integer", minimum: 0, maximum: 60 } } },
							{ again: true, delay: 5 },
						),
					},
					"204": { description: "Nothing to say." },
				},
			},
		},
	},
	components: {
		securitySchemes: {
			token: { type: "http", scheme: "bearer" },
			key: { type: "apiKey", in: "header", name: "X-Key" },
			basic: { type: "http", scheme: "basic" },
		},
		schemas: {
			ParcelId: { type: "string", pattern: "^p_[0-9]{6}$" },
			Person: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 50 } } },
			Parcel: {
				type: "object",
				required: ["id", "state", "weight", "to", "note", "tags", "owner"],
				properties: {
					id: { $ref: "#/components/schemas/ParcelId" },
					state: { type: "string", enum: ["new", "moving", "done"] },
					weight: { type: "number", minimum: 0, maximum: 100 },
					to: { type: "string" },
					note: { type: ["string", "null"] },
					tags: { type: "array", items: { type: "string" }, maxItems: 10 },
					owner: { $ref: "#/components/schemas/Person" },
					seen: { type: "string", format: "date-time" },
				},
			},
			Problem: { type: "object", required: ["code"], properties: { code: { type: "integer" }, detail: { type: "string" } } },
		},
		responses: {
			Problem: { description: "A problem.", content: json({ $ref: "#/components/schemas/Problem" }, { code: 1 }) },
		},
	},
};
