import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Witness } from "../../../scripts/diff/witness/witness.ts";
import type { DescriptionDifference } from "../../../src/core/compare/result.ts";
import type { HttpResponse } from "../../../src/core/operation/http.ts";
import { toPointer, valueAt } from "../../../src/core/operation/json-pointer.ts";
import { templateKey } from "../../../src/core/operation/path-template.ts";
import type { Json } from "./edit.ts";

/**
 * Validates the body of a witness by a description with plain ajv: nothing of this project takes part, besides pointers.
 *
 * @returns undefined where the change is not about a schema of a body, or the body has no schema there
 */
export function isValidIn(document: Json, change: DescriptionDifference, witness: Witness): boolean | undefined {
	const [, side, status] = change.pointer.split("/");
	const { request, response, summary } = witness;
	const { headers = {}, body = null }: Partial<Pick<HttpResponse, "headers" | "body">> = request ?? response ?? {};
	const mediaType = (headers as Record<string, string>)["content-type"] ?? "";
	const isBody = side === "request" ? status === "body" : change.pointer.split("/")[3] === "body";
	if (!isBody || body === null || change.keyword === "contentMediaType") return undefined;
	const holder = operationIn(document, summary);
	if (holder === undefined) return undefined;
	const found = followed(document, `${holder}/${side === "request" ? "requestBody" : `responses/${status}`}`);
	const schema = `${found}${toPointer(["content", mediaType, "schema"])}`;
	if (valueAt(document, schema) === undefined) return undefined;
	const isForm = mediaType === "application/x-www-form-urlencoded";
	const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true, ...(isForm && { coerceTypes: "array" }) }));
	ajv.addSchema({ $id: "document", ...document });
	const validate = ajv.compile({ $ref: `document#${encodeURI(schema)}` });
	return validate(isForm ? fieldsOf(body) : JSON.parse(body)) as boolean;
}

/** The pointer of the operation that a summary names, such as `GET /parcels with …`, or `webhook parcelMoved`. */
function operationIn(document: Json, summary: string): string | undefined {
	const [, webhook] = /webhook (\w+)/.exec(summary) ?? [];
	if (webhook !== undefined) return webhook in document.webhooks ? `/webhooks/${webhook}/post` : undefined;
	const [, method = "", path = ""] = /\b([A-Z]+) (\/\S*)/.exec(summary) ?? [];
	const found = Object.keys(document.paths).find((each) => templateKey(each) === templateKey(path));
	return found && toPointer(["paths", found, method.toLowerCase()]);
}

function followed(document: Json, pointer: string): string {
	const reference = (valueAt(document, pointer) as { $ref?: string } | undefined)?.$ref;
	return reference === undefined ? pointer : reference.slice(1);
}

/** The fields of a form as texts, which the validator converts. */
function fieldsOf(body: string): Record<string, string | string[]> {
	const form = new URLSearchParams(body);
	return Object.fromEntries(
		[...new Set(form.keys())].map((name) => {
			const texts = form.getAll(name);
			return [name, texts.length === 1 ? (texts[0] ?? "") : texts];
		}),
	);
}
