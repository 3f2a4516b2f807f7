import type { DescriptionDifference } from "../../../src/core/compare/result.ts";
import type { RequestParts } from "../../../src/core/operation/arguments.ts";
import type { HttpRequest } from "../../../src/core/operation/http.ts";
import { encodeRequest } from "../../../src/core/operation/request.ts";
import type { RequestPart } from "../../../src/core/operation/violation.ts";
import type { Place } from "./place.ts";
import type { SideOperation } from "./side.ts";
import { startBodies, startMembers } from "./starts.ts";
import { tryToMake, variationsOf } from "./values.ts";
import { toWire } from "./wire.ts";
import type { Candidate } from "./witness.ts";
import { describeVariation } from "./words.ts";

/** Where webhooks are sent to. */
const RECEIVER = "https://receiver.example.com";

/** The operation of one description, and the place there. */
export interface PlacedOperation {
	readonly operation: SideOperation;
	readonly place: Place;
}

/** Requests that one description can express, varied at the place of a difference. The first is as its examples have it. */
export function* requestCandidates(
	placed: PlacedOperation,
	all: readonly PlacedOperation[],
	difference: DescriptionDifference,
): Generator<Candidate> {
	const { operation, place } = placed;
	const { title } = operation;
	const isWhole = place.members.length === 0;
	for (const mediaType of mediaTypesOf(operation)) {
		const inType = place.part === undefined || mediaType === undefined ? "" : ` as ${mediaType}`;
		for (const parts of requestStarts(operation, mediaType)) {
			if (isWhole) yield* written(title + inType, parts);
			if (isWhole && place.part === "body") yield* written(`${title} without a body`, withoutBody(parts));
			if (isWhole && difference.keyword === undefined) continue;
			for (const changed of variedParts(parts, placed, all, difference, mediaType)) {
				yield* written(`${title} ${describeVariation(changed[place.part as RequestPart], place.members)}`, changed);
			}
		}

		function written(summary: string, parts: RequestParts): Candidate[] {
			return writeRequestAs(operation, parts, mediaType).map((request) => ({ summary, request }));
		}
	}
}

function* variedParts(
	parts: RequestParts,
	{ operation, place: { part, members } }: PlacedOperation,
	all: readonly PlacedOperation[],
	difference: DescriptionDifference,
	mediaType: string | undefined,
): Generator<RequestParts> {
	if (part === undefined || part === "headers") return;
	const schemas = all.flatMap(({ operation: each }) => {
		const schema = each.model(mediaType).request.schemas[part]?.schema;
		return schema === undefined ? [] : [[schema, each.side] as const];
	});
	const own = schemas.find(([, side]) => side === operation.side) ?? ([true, operation.side] as const);
	for (const value of variationsOf(parts[part] ?? {}, own, difference, { members, schemas })) {
		yield { ...parts, [part]: value as Record<string, unknown> };
	}
}

function withoutBody({ body: _, ...others }: RequestParts): RequestParts {
	return others;
}

function mediaTypesOf({ requestBody }: SideOperation): (string | undefined)[] {
	return requestBody === undefined ? [undefined] : Object.keys(requestBody.content);
}

/** Valid requests: the documented bodies, or one that is made up, with the required parameters. */
export function requestStarts(operation: SideOperation, mediaType?: string): RequestParts[] {
	const { request } = operation.model(mediaType);
	const { body } = request.schemas;
	const parameters = (["path", "query", "header", "cookie"] as const).flatMap((part) => {
		const schema = request.schemas[part]?.schema;
		return schema === undefined ? [] : [[part, startMembers(schema, request.parameterExamples, operation.side)] as const];
	});
	const hasBody = body !== undefined || Object.keys(request.examples).length > 0;
	const made = hasBody ? startBodies(body?.schema, request.examples, operation.side) : [];
	const bodies = made.length > 0 ? made : [undefined];
	return bodies.map(
		(value) => ({ ...Object.fromEntries(parameters), ...(value !== undefined && { body: value }) }) as RequestParts,
	);
}

/** Writes a request as an operation asks for it; nothing where a value cannot be written. */
export function writeRequestAs(operation: SideOperation, parts: RequestParts, mediaType?: string): [] | [HttpRequest] {
	const { descriptor } = operation.model(mediaType);
	return tryToMake(() => {
		const request = encodeRequest(descriptor, parts, operation.isReceived ? RECEIVER : descriptor.server);
		const isUnread = mediaType !== undefined && descriptor.body === undefined;
		// The codec writes forms and JSON alone.
		const other = isUnread
			? { body: String(parts.body ?? "text"), headers: { ...request.headers, "content-type": mediaType } }
			: {};
		return toWire(operation, { ...request, ...other }, mediaType);
	});
}
