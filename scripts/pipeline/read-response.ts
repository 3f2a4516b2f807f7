import type { ResponseDescriptor } from "../../src/core/operation/descriptor.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { describeValue } from "./describe-value.ts";
import type { Located } from "./document-reader.ts";
import { lowerSchema } from "./lower-schema.ts";
import type { ResponseModel } from "./model.ts";
import type { Response } from "./openapi.ts";
import { examplesOf, type OperationContext, objectSchema } from "./operation-context.ts";

export interface ReadResponse {
	readonly descriptor: ResponseDescriptor;
	readonly model: ResponseModel;
}

/** Reads one answer: its headers, and the first media type of its body. */
export function readResponse(
	{ reader, report }: Pick<OperationContext, "reader" | "report">,
	{ node, pointer }: Located<Response>,
	status: string,
): ReadResponse {
	const headers = Object.entries(node.headers ?? {}).map(([name, header]) => {
		const found = reader.resolve(header, pointer + toPointer(["headers", name]));
		const { value, problem } = describeValue(found.node.schema ?? {}, reader);
		if (problem !== undefined) report(`${found.pointer}/schema`, `header ${name}: ${problem}`);
		return { name, value, node: found.node };
	});
	const [mediaType, media] = Object.entries(node.content ?? {})[0] ?? [];
	const examples = media ? reader.examples(media) : {};
	if (media !== undefined && Object.keys(examples).length === 0) {
		report(pointer, `expected at least one example of the ${status} answer, found none; add examples to its media type`);
	}
	if (media !== undefined && media.schema === undefined) {
		report(pointer, `expected a schema for the body of the ${status} answer, found none; what has none cannot be checked`);
	}
	const members = headers.map(({ name, node }) => ({ name, schema: node.schema ?? {}, required: node.required === true }));
	return {
		descriptor: {
			mediaTypes: Object.keys(node.content ?? {}),
			headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
		},
		model: {
			headers: { schema: objectSchema(members, reader), pointer: `${pointer}/headers` },
			...(media?.schema && {
				body: {
					schema: lowerSchema(media.schema, reader.schemas),
					pointer: pointer + toPointer(["content", mediaType ?? "", "schema"]),
				},
			}),
			examples,
			headerExamples: examplesOf(headers.map(({ name, node }) => [name, node])),
		},
	};
}
