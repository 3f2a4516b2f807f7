import type { RequestParts } from "../../../src/core/operation/arguments.ts";
import { readForm } from "../../../src/core/operation/form.ts";
import type { HttpRequest } from "../../../src/core/operation/http.ts";
import { fromPointer, toPointer } from "../../../src/core/operation/json-pointer.ts";
import { decodeRequest, unreadReason } from "../../../src/core/operation/request.ts";
import { viewProperty, viewSchema } from "../../../src/core/operation/schema-view.ts";
import { splitUrl } from "../../../src/core/operation/split-url.ts";
import type { RequestPart } from "../../../src/core/operation/violation.ts";
import type { OperationModel } from "../../pipeline/model.ts";
import type { SideOperation } from "./side.ts";
import { judgeValue, type Objection, readerOf, type SideJudgement, undescribed } from "./side-judgement.ts";
import { fromWire } from "./wire.ts";

/** Headers that no description has to name. */
const COMMON_HEADERS = new Set(["accept", "content-type", "content-length", "authorization", "cookie"]);

const NOTHING_READ: SideJudgement["readAt"] = () => undefined;

/** Judges a request, without its credentials. */
export function judgeRequest(operation: SideOperation | undefined, request: HttpRequest, isReceived = false): SideJudgement {
	if (operation === undefined) {
		const text = isReceived ? "has no such webhook" : "has no such operation";
		return { objections: [{ pointer: "/request", text }], readAt: NOTHING_READ };
	}
	const mediaType = statedMediaType(request);
	const model = operation.model(mediaType);
	const { descriptor } = model;
	const { origin, pathname, query } = splitUrl(request.url);
	const { server } = descriptor;
	const address = origin + pathname;
	if (!operation.isReceived && !address.startsWith(`${server}/`)) {
		return { objections: [{ pointer: "/request", text: `has it at ${server || "/"}` }], readAt: NOTHING_READ };
	}
	const path = operation.isReceived ? pathname : address.slice(server.length);
	const plain = fromWire(operation, { ...request, url: `http://localhost${path}${query === "" ? "" : `?${query}`}` }, mediaType);
	const parts = decodeRequest(descriptor, plain);
	if (parts === undefined) return { objections: [{ pointer: "/request", text: "has no such path" }], readAt: NOTHING_READ };
	const objections = [
		...judgeRequestBody(operation, model, request, parts.body),
		...(["path", "query", "header", "cookie"] as const).flatMap((part) => {
			const schema = model.request.schemas[part]?.schema;
			return schema === undefined ? [] : judgeValue(operation, schema, parts[part] ?? {}, `/request/${part}`);
		}),
		...unknownNames(model, plain).map(undescribed),
	];
	return { objections, readAt: readerOf({ request: parts }, (pointer) => defaultAt(operation, model, pointer)) };
}

function judgeRequestBody(
	operation: SideOperation,
	{ descriptor, request: { schemas } }: OperationModel,
	request: HttpRequest,
	body: RequestParts["body"],
): Objection[] {
	const described = operation.requestBody;
	const at = "/request/body";
	if (request.body === null) return described?.required ? [{ pointer: at, text: `rejects ${at}: required` }] : [];
	if (described === undefined) return [undescribed(at)];
	const mediaType = statedMediaType(request) ?? "";
	if (!Object.hasOwn(described.content, mediaType)) return [{ pointer: at, text: `does not describe ${mediaType} for ${at}` }];
	// Bodies of other media types than forms and JSON are not read.
	if (descriptor.body === undefined || schemas.body === undefined) return [];
	const unread = unreadReason(descriptor, request);
	return unread === undefined
		? judgeValue(operation, schemas.body.schema, body, at)
		: [{ pointer: at, text: `rejects ${at}: ${unread}` }];
}

/** What is in the query, the headers and the cookies, and not described. */
function unknownNames({ descriptor: { parameters } }: OperationModel, request: HttpRequest): string[] {
	const isKnown = (location: RequestPart, name: string) =>
		Object.entries(parameters).some(([known, parameter]) => {
			return parameter.in === location && (location === "header" ? known.toLowerCase() === name : known === name);
		});
	const cookies = (request.headers.cookie ?? "").split(";").map((pair) => pair.split("=")[0]?.trim() ?? "");
	const names = {
		query: [...readForm(splitUrl(request.url).query).keys()],
		header: Object.keys(request.headers).filter((name) => !COMMON_HEADERS.has(name)),
		cookie: cookies.filter((name) => name !== ""),
	};
	return Object.entries(names).flatMap(([location, all]) =>
		all.filter((name) => !isKnown(location as RequestPart, name)).map((name) => toPointer(["request", location, name])),
	);
}

export function statedMediaType({ headers }: Pick<HttpRequest, "headers">): string | undefined {
	return headers["content-type"]?.split(";")[0]?.trim();
}

/** The default of a parameter or a field. */
function defaultAt({ side }: SideOperation, { request: { schemas } }: OperationModel, pointer: string): unknown {
	const [, part, ...members] = fromPointer(pointer);
	let view = viewSchema(schemas[part as RequestPart]?.annotated, side.annotatedSchemas);
	for (const name of members) view = viewProperty(view, name, side.annotatedSchemas);
	return view.default;
}
