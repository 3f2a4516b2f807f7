import type { BodyDescriptor, FieldDescriptor } from "../../src/core/operation/descriptor.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { mapValues } from "../../src/core/operation/map-values.ts";
import type { PartModel } from "./model.ts";
import type { Encoding, MediaType } from "./openapi.ts";
import type { OperationContext } from "./operations-of.ts";
import { bodyPart, examplesByName, reportOtherMedia } from "./part-model.ts";
import type { ReportProblem } from "./problem.ts";
import { toValueDescriptor } from "./value-descriptor.ts";

export interface ReadRequestBody {
	readonly descriptor: BodyDescriptor;
	readonly part: PartModel;
	readonly examples: Record<string, unknown>;
	/** Where each field is in the bundle. */
	readonly fieldPointers: Record<string, string>;
}

/** Reads the request body: an object, as a form or JSON, whose members become arguments. */
export function readRequestBody({ reader, report, operation, pointer }: OperationContext): ReadRequestBody | undefined {
	if (operation.requestBody === undefined) return undefined;
	const { node, pointer: at } = reader.resolve(operation.requestBody, `${pointer}/requestBody`);
	for (const mediaType of Object.keys(node.content)) {
		if (mediaType === "application/x-www-form-urlencoded" || mediaType === "application/json") continue;
		report(
			at + toPointer(["content", mediaType]),
			`expected application/x-www-form-urlencoded or application/json, got ${mediaType}; no other request body is encoded`,
		);
	}
	const [mediaType, media = {}] = Object.entries(node.content)[0] ?? [];
	reportOtherMedia(node.content, `${at}/content`, report);
	if (mediaType !== "application/x-www-form-urlencoded" && mediaType !== "application/json") return undefined;

	const mediaPointer = at + toPointer(["content", mediaType]);
	const { properties, required } = reader.members(media.schema ?? {}, `${mediaPointer}/schema`);
	if (Object.keys(properties).length === 0) {
		report(
			`${mediaPointer}/schema`,
			"expected an object with properties, got none; its fields become the arguments of the operation",
		);
	}
	if (mediaType === "application/x-www-form-urlencoded") checkEncoding(media, `${mediaPointer}/encoding`, report);
	const flag = (name: string) => (required.includes(name) ? ({ required: true } as const) : {});
	const fields = mapValues(properties, ({ node, pointer }, name): FieldDescriptor => {
		const { value, problem } = toValueDescriptor(node, reader);
		if (problem !== undefined && mediaType !== "application/json") report(pointer, `form field ${name}: ${problem}`);
		return { ...value, ...flag(name) };
	});
	const common = { required: node.required === true };
	return {
		descriptor:
			mediaType === "application/json"
				? { mediaType, ...common, fields: mapValues(properties, (_, name) => flag(name)) }
				: { mediaType, ...common, fields },
		part: bodyPart(media.schema ?? {}, `${mediaPointer}/schema`, reader),
		examples: examplesByName(reader.examples(media, mediaPointer)),
		fieldPointers: mapValues(properties, ({ pointer }) => pointer),
	};
}

/** A form is written in one way: `name=value`, once for each item of a list. */
function checkEncoding({ encoding = {} }: MediaType, pointer: string, report: ReportProblem): void {
	const written = { style: "form", explode: true, allowReserved: false, contentType: undefined, headers: undefined };
	for (const [field, rules] of Object.entries(encoding)) {
		for (const [rule, expected] of Object.entries(written)) {
			const got = rules[rule as keyof Encoding];
			if (got === undefined || got === expected) continue;
			const words = `expected the default of ${rule}, got ${JSON.stringify(got)}; a form is written in no other way, so leave it out`;
			report(pointer + toPointer([field, rule]), words);
		}
	}
}
