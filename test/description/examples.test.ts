import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { operations } from "../../generated/operations.ts";
import { requestValidators } from "../../generated/validators/requests.js";
import { responseValidators } from "../../generated/validators/responses.js";
import type { OperationDescriptor } from "../../src/core/operation/descriptor.ts";
import { decodeForm, encodeForm } from "../../src/core/operation/form.ts";
import { decodeHeaders, decodeRequest, encodeRequest } from "../../src/core/operation/request.ts";
import { encodeValue } from "../../src/core/operation/value.ts";
import { violationsOf } from "../../src/core/operation/violation.ts";
import { model } from "./bundle.ts";

type OperationId = keyof typeof operations;

for (const operation of model.operations) {
	const id = operation.id as OperationId;
	const descriptor: OperationDescriptor = operations[id];
	describe(id, () => {
		test.each(Object.entries(operation.request.examples))(
			"request example %s is valid, also after its way through a form",
			(_, example) => {
				const validator = requestValidators[id].body;
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
			for (const [part, validator] of Object.entries(requestValidators[id])) {
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
				const validator = responseValidators[id][status]?.body;
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
				const validator = responseValidators[id][status]?.headers;
				if (validator === undefined) throw new Error("no validator");
				expect(violationsOf(validator, decoded)).toEqual([]);
			});
		}
	});
}

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
