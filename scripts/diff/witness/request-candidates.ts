import type { DescriptionDifference } from "../../../src/core/compare/result.ts";
import type { RequestParts } from "../../../src/core/operation/arguments.ts";
import type { HttpRequest } from "../../../src/core/operation/http.ts";
import { encodeRequest } from "../../../src/core/operation/request.ts";
import { fixedSample, sampleValue } from "../../../src/core/operation/sample.ts";
import { viewSchema } from "../../../src/core/operation/schema-view.ts";
import type { RequestPart } from "../../../src/core/operation/violation.ts";
import type { Place } from "./place.ts";
import type { SideOperation } from "./side.ts";
import { attempt, variationsOf } from "./values.ts";
import { toWire } from "./wire.ts";
import type { Candidate } from "./witness.ts";
import { wordsFor } from "./words.ts";

/** How many documented examples are tried. */
export const MAX_STARTS = 4;

/** Where webhooks are sent to. */
const RECEIVER = "https://receiver.example.com";

/** The operation of one description, and the place there. */
export interface PlacedOperation {
	readonly operation: SideOperation;
	readonly place: Place;
}

/** Requests that one description can express, varied at the place of a difference. The first is as its examples have it. */
export function* requestCandidates(
	{ operation, place }: PlacedOperation,
	all: readonly PlacedOperation[],
	difference: DescriptionDifference,
): Generator<Candidate> {
	const { title } = operation;
	for (const mediaType of mediaTypesOf(operation)) {
		for (const parts of startsOf(operation, mediaType)) {
			const write = (changed: RequestParts) => writeRequest(operation, changed, mediaType);
			if (place.part === undefined || place.members.length === 0) {
				const inType = place.part === undefined || mediaType === undefined ? "" : ` as ${mediaType}`;
				for (const request of write(parts)) yield { summary: title + inType, request };
			}
			if (place.part === "body" && place.members.length === 0) {
				const { body, ...others } = parts;
				for (const request of write(others)) yield { summary: `${title} without a body`, request };
			}
			for (const changed of variedParts(parts, mediaType)) {
				const summary = `${title} ${wordsFor(changed[place.part as RequestPart], place.members)}`;
				for (const request of write(changed)) yield { summary, request };
			}
		}
	}

	function* variedParts(parts: RequestParts, mediaType: string | undefined): Generator<RequestParts> {
		const part = place.part as RequestPart | undefined;
		if (part === undefined) return;
		const schemas = all.flatMap(({ operation: each }) => {
			const schema = each.model(mediaType).request.schemas[part]?.schema;
			return schema === undefined ? [] : [[schema, each.side] as const];
		});
		const own = schemas.find(([, side]) => side === operation.side) ?? ([true, operation.side] as const);
		if (place.members.length === 0 && difference.keyword === undefined) return;
		for (const value of variationsOf(parts[part] ?? {}, own, difference, { members: place.members, schemas })) {
			yield { ...parts, [part]: value as Record<string, unknown> };
		}
	}
}

function mediaTypesOf({ requestBody }: SideOperation): (string | undefined)[] {
	return requestBody === undefined ? [undefined] : Object.keys(requestBody.content);
}

/** Valid requests: the documented bodies, or one that is made up, with the required parameters. */
export function startsOf(operation: SideOperation, mediaType?: string): RequestParts[] {
	const { request } = operation.model(mediaType);
	const { schemas } = operation.side;
	const parameters = (["path", "query", "header", "cookie"] as const).flatMap((part) => {
		const { required = [], properties = {} } = viewSchema(request.schemas[part]?.schema, schemas);
		const values = required.flatMap((name) => {
			const example = request.parameterExamples[name];
			const made = example === undefined ? attempt(() => sampleValue(properties[name], fixedSample(schemas))) : [example];
			return made.map((value) => [name, value] as const);
		});
		return request.schemas[part] === undefined ? [] : [[part, Object.fromEntries(values)] as const];
	});
	const examples = Object.values(request.examples).slice(0, MAX_STARTS);
	const made = examples.length > 0 || request.schemas.body === undefined ? examples : sampleBodies(operation, mediaType);
	const bodies = made.length > 0 ? made : [undefined];
	return bodies.map((body) => ({ ...Object.fromEntries(parameters), ...(body !== undefined && { body }) }) as RequestParts);
}

function sampleBodies(operation: SideOperation, mediaType: string | undefined): unknown[] {
	return attempt(() => sampleValue(operation.model(mediaType).request.schemas.body?.schema, fixedSample(operation.side.schemas)));
}

/** Writes a request as an operation asks for it; nothing where a value cannot be written. */
export function writeRequest(operation: SideOperation, parts: RequestParts, mediaType?: string): [] | [HttpRequest] {
	const { descriptor } = operation.model(mediaType);
	return attempt(() => {
		const request = encodeRequest(descriptor, parts, operation.isReceived ? RECEIVER : descriptor.server);
		const isUnread = mediaType !== undefined && descriptor.body === undefined;
		// The codec writes forms and JSON alone.
		const other = isUnread
			? { body: String(parts.body ?? "text"), headers: { ...request.headers, "content-type": mediaType } }
			: {};
		return toWire(operation, { ...request, ...other }, mediaType);
	});
}
