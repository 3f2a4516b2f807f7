import { show } from "../../../operation/describe-rule.ts";
import { isRecord } from "../../../operation/is-record.ts";
import { toPointer } from "../../../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemas } from "../../../operation/json-schema.ts";
import { writePath } from "../../../operation/path-template.ts";
import { viewSchema } from "../../../operation/schema-view.ts";
import { succeeded } from "../../exchange.ts";
import { bodyResult, type Check, documentedResponse } from "../check.ts";
import { isReplaced } from "../replaced.ts";

/**
 * The description says how the path of an address ends (`x-url-path`), with members of the same payload in braces. What is
 * before it may differ: a resource may have several paths, and a gateway may add a prefix.
 */
export const ownAddress: Check = {
	id: "own-address",
	title: "The addresses in a resource are its own.",
	step: (step, context) => {
		const { body } = step.exchange;
		const { payloads } = documentedResponse(context, step.exchange) ?? {};
		if (!succeeded(step) || payloads?.body === undefined || body.kind !== "json") return [];
		const found = addressesIn(body.value, payloads.body.schema, context.api.payloads.schemas, {}, []);
		return found.flatMap(({ pointer, template, value, members }) => {
			const path = fillIn(template, members);
			// A relative address is a finding of `response-body`.
			if (path === undefined || endsWithPath(value, path)) return [];
			return [bodyResult(context, step, pointer, `an address whose path ends in ${path}`, show(value))];
		});
	},
};

/** An address in a body. */
interface Address {
	readonly pointer: string;
	readonly template: string;
	readonly value: string;
	/** The members around it; those of an inner object hide those of an outer one. */
	readonly members: Payload;
}
type Payload = Readonly<Record<string, unknown>>;

function addressesIn(
	value: unknown,
	schema: JsonSchema | undefined,
	schemas: JsonSchemas,
	members: Payload,
	path: readonly (string | number)[],
): Address[] {
	const view = viewSchema(schema, schemas);
	const template = view["x-url-path"];
	if (typeof value === "string")
		return typeof template === "string" ? [{ pointer: toPointer(path), template, value, members }] : [];
	if (Array.isArray(value)) {
		return value.flatMap((item, index) => addressesIn(item, view.items, schemas, members, [...path, index]));
	}
	if (!isRecord(value)) return [];
	const inner = { ...members, ...value };
	return Object.entries(view.properties ?? {}).flatMap(([name, member]) =>
		addressesIn(value[name], member, schemas, inner, [...path, name]),
	);
}

/** An absolute address with a path in it that needs no normalization, as most are; parsing takes longer. */
const PLAIN_ADDRESS = /^https?:\/\/[^/?#\\]+(\/[\w~:@/-]*)$/;

/** Whether the path of an address ends in another; also true for what is no address, which has no path. */
function endsWithPath(address: string, path: string): boolean {
	const plain = PLAIN_ADDRESS.exec(address)?.[1];
	if (plain !== undefined) return plain.endsWith(path);
	return !URL.canParse(address) || new URL(address).pathname.endsWith(path);
}

/** The template with its members filled in; undefined if one of them is not a text, or was replaced in a recording. */
function fillIn(template: string, members: Payload): string | undefined {
	let isFilled = true;
	const path = writePath(template, (name) => {
		const value = members[name];
		if (typeof value === "string" && !isReplaced(value)) return encodeURIComponent(value.toWellFormed());
		isFilled = false;
		return "";
	});
	return isFilled ? path : undefined;
}
