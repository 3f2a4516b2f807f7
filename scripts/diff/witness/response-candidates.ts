import type { DescriptionDifference } from "../../../src/core/compare/result.ts";
import type { HttpResponse } from "../../../src/core/operation/http.ts";
import { writeHeaders } from "../../../src/core/operation/request.ts";
import { encodeValue } from "../../../src/core/operation/value.ts";
import type { ResponseModel } from "../../pipeline/model.ts";
import type { PlacedOperation } from "./request-candidates.ts";
import type { SideOperation } from "./side.ts";
import { witnessStatus } from "./side-judgement.ts";
import { startBodies, startMembers } from "./starts.ts";
import { tryToMake, variationsOf } from "./values.ts";
import type { Candidate } from "./witness.ts";
import { describeVariation } from "./words.ts";

/** A response before it is written. */
interface ResponseParts {
	readonly headers: Readonly<Record<string, unknown>>;
	/** Undefined for none. */
	readonly body?: unknown;
}

/** Responses that one description can express, varied at the place of a difference. */
export function* responseCandidates(
	{ operation, place }: PlacedOperation,
	all: readonly PlacedOperation[],
	difference: DescriptionDifference,
): Generator<Candidate> {
	const { status = "", part, members } = place;
	const response = operation.response(status);
	if (response === undefined) return;
	const title = `response ${witnessStatus(status)} of ${operation.title}`;
	const contents = Object.keys(response.content ?? {});
	for (const mediaType of contents.length > 0 ? contents : [undefined]) {
		const model = operation.model(mediaType).responses[status];
		if (model === undefined) continue;
		const written = (parts: ResponseParts) => writeResponse(status, model, parts, mediaType);
		for (const parts of responseStarts(operation, model, mediaType)) {
			if (members.length === 0) {
				const kind = mediaType === undefined ? " without a body" : ` as ${mediaType}`;
				yield { summary: part === "body" ? title + kind : title, response: written(parts) };
				if (part === "body") yield { summary: `${title} without a body`, response: written({ headers: parts.headers }) };
			}
			for (const changed of variedParts(parts, mediaType)) {
				const summary = `${title} ${describeVariation(changed[part as "body"], members)}`;
				yield* tryToMake(() => ({ summary, response: written(changed) }));
			}
		}
	}

	function* variedParts(parts: ResponseParts, mediaType: string | undefined): Generator<ResponseParts> {
		if (part === undefined || (members.length === 0 && difference.keyword === undefined)) return;
		const schemas = all.flatMap(({ operation: each, place: there }) => {
			const schema = each.model(mediaType).responses[there.status ?? ""]?.[part as "body"]?.schema;
			return schema === undefined ? [] : [[schema, each.side] as const];
		});
		const own = schemas.find(([, side]) => side === operation.side) ?? ([true, operation.side] as const);
		for (const value of variationsOf(parts[part as "body"], own, difference, { members, schemas })) {
			yield { ...parts, [part]: value };
		}
	}
}

/** Valid responses: the documented bodies, or one that is made up, with the required headers. */
export function responseStarts({ side }: SideOperation, model: ResponseModel, mediaType: string | undefined): ResponseParts[] {
	const headers = startMembers(model.headers.schema, model.headerExamples, side);
	if (mediaType === undefined) return [{ headers }];
	return startBodies(model.body?.schema, model.examples, side).map((body) => ({ headers, body }));
}

export function writeResponse(
	status: string,
	{ headers: { descriptors } }: ResponseModel,
	{ headers, body }: ResponseParts,
	mediaType: string | undefined,
): HttpResponse {
	const texts = Object.entries(headers).map(([name, value]) => [
		name,
		encodeValue(descriptors[name] ?? { type: "string" }, value),
	]);
	const isText = mediaType !== undefined && !mediaType.includes("json");
	return {
		status: witnessStatus(status),
		headers: {
			...(body !== undefined && mediaType !== undefined && { "content-type": mediaType }),
			...writeHeaders(Object.fromEntries(texts)),
		},
		body: body === undefined ? null : isText ? String(body) : JSON.stringify(body),
	};
}
