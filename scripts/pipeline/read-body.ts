import type { BodyDescriptor, FieldDescriptor } from "../../src/core/operation/descriptor.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { describeValue } from "./describe-value.ts";
import { lowerSchema, mapValues } from "./lower-schema.ts";
import type { LocatedSchema } from "./model.ts";
import type { OperationContext } from "./operation-context.ts";

export interface ReadBody {
	readonly descriptor: BodyDescriptor;
	readonly schema: LocatedSchema;
	readonly examples: Record<string, unknown>;
	/** Where each field is described. */
	readonly fieldPointers: Record<string, string>;
}

/** Reads the request body: a form or JSON, of an object whose members become arguments. */
export function readBody({ reader, report, operation, pointer }: OperationContext): ReadBody | undefined {
	if (operation.requestBody === undefined) return undefined;
	const { node, pointer: at } = reader.resolve(operation.requestBody, `${pointer}/requestBody`);
	for (const mediaType of Object.keys(node.content)) {
		if (mediaType === "application/x-www-form-urlencoded" || mediaType === "application/json") continue;
		const got = toPointer(["content", mediaType]);
		report(
			at + got,
			`expected application/x-www-form-urlencoded or application/json, got ${mediaType}; no other request body is encoded`,
		);
	}
	const [mediaType, media = {}] = Object.entries(node.content)[0] ?? [];
	if (mediaType !== "application/x-www-form-urlencoded" && mediaType !== "application/json") return undefined;

	const mediaPointer = at + toPointer(["content", mediaType]);
	const { properties, required } = reader.members(media.schema ?? {}, `${mediaPointer}/schema`);
	if (Object.keys(properties).length === 0) {
		report(
			`${mediaPointer}/schema`,
			"expected an object with properties, got none; its fields become the arguments of the operation",
		);
	}
	const flag = (name: string) => (required.includes(name) ? ({ required: true } as const) : {});
	const fields = mapValues(properties, ({ node, pointer }, name): FieldDescriptor => {
		const { value, problem } = describeValue(node, reader);
		if (problem !== undefined && mediaType !== "application/json") report(pointer, `form field ${name}: ${problem}`);
		return { ...value, ...flag(name) };
	});
	const common = { required: node.required === true };
	return {
		descriptor:
			mediaType === "application/json"
				? { mediaType, ...common, fields: mapValues(properties, (_, name) => flag(name)) }
				: { mediaType, ...common, fields },
		schema: { schema: lowerSchema(media.schema ?? {}, reader.schemas), pointer: `${mediaPointer}/schema` },
		examples: reader.examples(media),
		fieldPointers: mapValues(properties, ({ pointer }) => pointer),
	};
}
