import type { GeneratedApi } from "../operation/generated-api.ts";
import { fromPointer, toPointer } from "../operation/json-pointer.ts";
import { mapValues } from "../operation/map-values.ts";
import { viewSchema } from "../operation/schema-view.ts";
import { placeOfOperation, placeOfResponse, placeWithin, type SpecLocation } from "../operation/spec-location.ts";
import type { RequestPart } from "../operation/violation.ts";
import type { GeneratedWebhooks } from "../operation/webhook.ts";
import { type DescribedOperation, describeOperation } from "./description.ts";

/** Reads a description from what was generated from it. Its webhooks come last. */
export function readGeneratedApi(api: GeneratedApi, webhooks?: GeneratedWebhooks): DescribedOperation[] {
	const received = webhooks ? readOperations(webhooks).map((webhook) => ({ ...webhook, path: webhook.operationId })) : [];
	return [...readOperations(api), ...received];
}

function readOperations(api: GeneratedApi): DescribedOperation[] {
	const { schemas, operations } = api.payloads;
	return Object.entries(api.operations).map(([operationId, { method, path, parameters, responses, body, deprecated }]) => {
		const { request = {}, responses: described = {} } = operations[operationId] ?? {};
		const parts = {
			operationId,
			method,
			path,
			parameters: Object.entries(parameters).map(([name, { in: part, required = false }]) => ({
				in: part,
				name,
				required,
				schema: viewSchema(request[part]?.schema, schemas).properties?.[name] ?? true,
			})),
			rules: { deprecated },
			body: body && { schema: request.body?.schema, rules: { mediaTypes: [body.mediaType] } },
			responses: mapValues(responses, (mediaTypes, status) => ({
				body: mediaTypes.length > 0 ? { schema: described[status]?.body?.schema, rules: { mediaTypes } } : undefined,
			})),
			locate: (pointer: string) => locateInBundle(api, operationId, pointer),
		};
		return describeOperation(parts, schemas);
	});
}

function locateInBundle(api: GeneratedApi, operationId: string, pointer: string): SpecLocation {
	const [side, part = "", ...rest] = fromPointer(pointer);
	const { request, responses } = api.payloads.operations[operationId] ?? {};
	if (side === "request") {
		return placeWithin(api, request?.[part as RequestPart], toPointer(rest), placeOfOperation(api, operationId));
	}
	const [, ...members] = rest;
	const response = placeOfResponse(api, operationId, part);
	return rest.length === 0 ? response : placeWithin(api, responses?.[part]?.body, toPointer(members), response);
}
