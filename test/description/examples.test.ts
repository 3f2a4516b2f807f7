import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { operations } from "../../generated/operations.ts";
import { responseValidators } from "../../generated/validators/responses.js";
import type { OperationModel } from "../../scripts/pipeline/model.ts";
import type { OperationDescriptor } from "../../src/core/operation/descriptor.ts";
import { decodeForm, encodeForm } from "../../src/core/operation/form.ts";
import { type GeneratedApi, operationOf } from "../../src/core/operation/generated-api.ts";
import { decodeHeaders, decodeRequest, encodeRequest } from "../../src/core/operation/request.ts";
import { encodeValue } from "../../src/core/operation/value.ts";
import { violationsOf } from "../../src/core/operation/violation.ts";
import { api } from "../../src/twilio/api.ts";
import { webhookApi } from "../../src/twilio/webhooks/api.ts";
import { model } from "./bundle.ts";

type OperationId = keyof typeof operations;

/** What is sent, and what is received. */
const APIS: readonly (readonly [GeneratedApi, readonly OperationModel[]])[] = [
	[api, model.operations],
	[webhookApi, model.webhooks],
];

for (const [generated, operation] of APIS.flatMap(([generated, models]) => models.map((each) => [generated, each] as const))) {
	const { id } = operation;
	const descriptor = operationOf(generated, id);
	describe(id, () => {
		test.each(Object.entries(operation.request.examples))(
			"request example %s is valid, also after its way through a form",
			(_, example) => {
				const validator = generated.requestValidators[id]?.body;
				if (validator === undefined || descriptor.body?.mediaType !== "application/x-www-form-urlencoded")
					throw new Error("no form");
				expect(violationsOf(validator, example)).toEqual([]);
				const decoded = decodeForm(
					descriptor.body.fields,
					encodeForm(descriptor.body.fields, example as Record<string, unknown>),
				);
				expect({ ...decoded }).toEqual(example);
				expect(violationsOf(validator, decoded)).toEqual([]);
			},
		);

		test("every parameter has an example, and a request of them is read back as it was written", () => {
			const { parameterExamples, examples } = operation.request;
			expect(Object.keys(parameterExamples).sort()).toEqual(Object.keys(descriptor.parameters).sort());
			const [body] = Object.values(examples) as Record<string, unknown>[];
			const parts = Object.fromEntries(
				Object.keys(operation.request.schemas).map((part) => {
					const values = Object.entries(parameterExamples).filter(([name]) => descriptor.parameters[name]?.in === part);
					return [part, part === "body" ? (body ?? {}) : Object.fromEntries(values)];
				}),
			);
			const decoded = decodeRequest(descriptor, encodeRequest(descriptor, parts));
			expect(JSON.parse(JSON.stringify(decoded))).toEqual(parts);
			for (const [part, validator] of Object.entries(generated.requestValidators[id] ?? {})) {
				expect(violationsOf(validator, decoded?.[part as "path"])).toEqual([]);
			}
		});

		for (const [
			status,
			{
				headers: { descriptors },
				examples,
				headerExamples,
			},
		] of Object.entries(operation.responses)) {
			test.each(Object.entries(examples))(`${status} example %s is valid`, (_, example) => {
				const validator = generated.responseValidators[id]?.[status]?.body;
				if (validator === undefined) throw new Error("no validator");
				expect(violationsOf(validator, example)).toEqual([]);
			});

			test(`the headers of the ${status} response have valid examples, also as text`, () => {
				expect(Object.keys(headerExamples).sort()).toEqual(Object.keys(descriptors).sort());
				const text = Object.entries(descriptors).map(([name, header]) => [
					name.toLowerCase(),
					encodeValue(header, headerExamples[name]).join(","),
				]);
				const decoded = decodeHeaders(descriptors, Object.fromEntries(text));
				expect({ ...decoded }).toEqual(headerExamples);
				const validator = generated.responseValidators[id]?.[status]?.headers;
				if (validator === undefined) throw new Error("no validator");
				expect(violationsOf(validator, decoded)).toEqual([]);
			});
		}
	});
}

/** What the message of an error names, and whether the operation has that. */
function misfits(id: OperationId, message: string): string[] {
	const descriptor: OperationDescriptor = operations[id];
	const fields = Object.entries(descriptor.body?.fields ?? {});
	const [, missing] = /^Missing required parameter (\S+) in the post body$/.exec(message) ?? [];
	const [, named = missing] = /^(\w+) not valid JSON$/.exec(message) ?? [];
	const [, resource] = /^The requested resource (\S+) was not found$/.exec(message) ?? [];
	const shape = new RegExp(`^${descriptor.path.replace(/^\/v\d+/, "").replaceAll(/\{\w+\}/g, "[^/]+")}$`);
	return [
		...(named !== undefined && !fields.some(([name]) => name === named) ? [`no field ${named}`] : []),
		...(missing !== undefined && !fields.some(([name, { required }]) => name === missing && required) ? ["not required"] : []),
		...(resource !== undefined && resource !== "/…" && !shape.test(resource) ? [`not of ${descriptor.path}: ${resource}`] : []),
	];
}

test("no example of an error names a field or a path that its operation does not have", () => {
	const shown = model.operations.flatMap(({ id, responses }) =>
		Object.entries(responses)
			.filter(([status]) => status >= "400")
			.flatMap(([status, { examples }]) =>
				Object.values(examples).map((example) => {
					const { message } = example as { message: string };
					return { id, status, message, misfits: misfits(id as OperationId, message) };
				}),
			),
	);
	expect(shown.filter(({ misfits }) => misfits.length > 0)).toEqual([]);
	// What the service was seen to answer is shown somewhere.
	for (const seen of ["Missing required parameter Body in the post body", "Attributes not valid JSON"])
		expect(shown.map(({ message }) => message)).toContain(seen);
});

/** The payloads into which the page pasted its own arguments, and the rules of the same page that they break. */
const DAMAGED = {
	create: ["/service_sid pattern", "/channel_sid pattern"],
	fetch: ["/sid pattern", "/service_sid pattern", "/channel_sid pattern"],
	update: ["/sid pattern", "/service_sid pattern", "/channel_sid pattern"],
} as const;

test.each(Object.entries(DAMAGED))(
	"the payload that the Chat page prints for %s breaks exactly these rules",
	(name, violations) => {
		const payload = JSON.parse(readFileSync(resolve(`test/description/damaged/channel-message.${name}.json`), "utf8"));
		const status = name === "create" ? "201" : "200";
		const validator = responseValidators[`${name as keyof typeof DAMAGED}ChannelMessage`][status]?.body;
		if (validator === undefined) throw new Error("no validator");
		const found = violationsOf(validator, payload).map(({ pointer, keyword }) => `${pointer} ${keyword}`);
		expect(found.sort()).toEqual([...violations].sort());
	},
);
