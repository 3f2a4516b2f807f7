import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { checkResponseHeaders } from "./check-headers.ts";
import { type Located, sourcesOf } from "./document-reader.ts";
import type { ResponseModel } from "./model.ts";
import type { Response } from "./openapi.ts";
import type { OperationContext } from "./operations-of.ts";
import { bodyPart, examplesByName, headerExamples, objectPart, reportOtherMedia } from "./part-model.ts";
import { toValueDescriptor } from "./value-descriptor.ts";

export interface ReadResponse {
	readonly mediaTypes: readonly string[];
	readonly model: ResponseModel;
}

/** Reads one response: its headers, and the first media type of its body. */
export function readResponseObject(
	{ reader, report, operation }: OperationContext,
	{ node, pointer }: Located<Response>,
	status: string,
): ReadResponse {
	const named = Object.keys(node.headers ?? {}).map((name) => ({ name, pointer: pointer + toPointer(["headers", name]) }));
	checkResponseHeaders(named, report);
	const headers = named.map(({ name, pointer: at }) => {
		const found = reader.resolve(node.headers?.[name] ?? {}, at);
		const { value, problem } = toValueDescriptor(found.node.schema ?? {}, reader);
		if (problem !== undefined) report(`${found.pointer}/schema`, `header ${name}: ${problem}`);
		return { name, value, ...found };
	});
	const [mediaType = "", media] = Object.entries(node.content ?? {})[0] ?? [];
	reportOtherMedia(node.content ?? {}, `${pointer}/content`, report);
	if (media !== undefined && !/^application\/(?:[\w.-]+\+)?json$/.test(mediaType)) {
		const words = `expected a body of JSON, got ${mediaType}; no other body is read`;
		report(pointer + toPointer(["content", mediaType]), words);
	}
	const examples = reader.examples(media ?? {}, pointer + toPointer(["content", mediaType]));
	if (media !== undefined && examples.length === 0) {
		report(pointer, `expected at least one example of the ${status} response, found none; add examples to its media type`);
	}
	if (media !== undefined && media.schema === undefined) {
		report(pointer, `expected a schema for the body of the ${status} response, found none; a body without one cannot be checked`);
	}
	return {
		mediaTypes: Object.keys(node.content ?? {}),
		model: {
			pointer,
			source: sourcesOf(node, sourcesOf(operation)),
			headers: {
				...objectPart(headers, node.headers ? `${pointer}/headers` : pointer, reader),
				descriptors: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
			},
			...(media?.schema && {
				body: bodyPart(media.schema, pointer + toPointer(["content", mediaType, "schema"]), reader),
			}),
			examples: examplesByName(examples),
			headerExamples: headerExamples(headers),
		},
	};
}
