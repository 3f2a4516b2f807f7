import type { HttpResponse } from "../../../src/core/operation/http.ts";
import { toPointer } from "../../../src/core/operation/json-pointer.ts";
import { decodeHeaders } from "../../../src/core/operation/request.ts";
import { documentedStatus } from "../../../src/core/operation/response.ts";
import { statedMediaType } from "./judge-request.ts";
import type { SideOperation } from "./side.ts";
import { judgeValue, type Objection, readerOf, type SideJudgement, undescribed } from "./side-judgement.ts";

/** Judges a response of an operation, or of the receiver of a webhook. */
export function judgeResponse(operation: SideOperation | undefined, response: HttpResponse | undefined): SideJudgement {
	if (operation === undefined || response === undefined)
		return { objections: [{ pointer: "/request", text: "has no such operation" }], readAt: () => undefined };
	const { descriptor, responses } = operation.model(statedMediaType(response));
	const key = documentedStatus(descriptor, response.status);
	const model = key === undefined ? undefined : responses[key];
	if (key === undefined || model === undefined) {
		const objection = {
			pointer: `/response/${response.status}`,
			text: `does not describe status ${response.status}`,
			isUnknown: true,
		} as const;
		return { objections: [objection], readAt: () => undefined };
	}
	const at = `/response/${key}`;
	const { schema, descriptors } = model.headers;
	const headers = decodeHeaders(descriptors, response.headers);
	const known = new Set(Object.keys(descriptors).map((name) => name.toLowerCase()));
	const unknown = Object.keys(response.headers).filter((name) => name !== "content-type" && !known.has(name));
	const body = parsedBody(response);
	const objections = [
		...judgeResponseBody(operation, key, response, body, model.body?.schema),
		...judgeValue(operation, schema, headers, `${at}/headers`),
		...unknown.map((name) => undescribed(at + toPointer(["headers", name]))),
	];
	return { objections, readAt: readerOf({ response: { [key]: { headers, body } } }, () => undefined) };
}

function judgeResponseBody(
	operation: SideOperation,
	key: string,
	response: HttpResponse,
	body: unknown,
	schema: Parameters<typeof judgeValue>[1] | undefined,
): Objection[] {
	const at = `/response/${key}/body`;
	const content = operation.response(key)?.content ?? {};
	if (response.body === null) return Object.keys(content).length > 0 ? [{ pointer: at, text: `rejects ${at}: required` }] : [];
	if (Object.keys(content).length === 0) return [undescribed(at)];
	const mediaType = statedMediaType(response) ?? "";
	if (!Object.hasOwn(content, mediaType)) return [{ pointer: at, text: `does not describe ${mediaType} for ${at}` }];
	return schema === undefined ? [] : judgeValue(operation, schema, body, at);
}

function parsedBody({ body, headers }: HttpResponse): unknown {
	return body !== null && statedMediaType({ headers })?.includes("json") ? JSON.parse(body) : body;
}
