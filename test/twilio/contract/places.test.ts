import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { operations } from "../../../generated/operations.ts";
import { payloads } from "../../../generated/payloads.ts";
import { requestValidators } from "../../../generated/validators/requests.js";
import { responseValidators } from "../../../generated/validators/responses.js";
import { createLoader } from "../../../scripts/pipeline/load.ts";
import { constraintsOf, pointerSegments } from "../../../src/core/contract/plan/constraints.ts";
import type { OperationDescriptor } from "../../../src/core/operation/descriptor.ts";
import { fromPointer, toPointer, valueAt } from "../../../src/core/operation/json-pointer.ts";
import type { PartPayloads } from "../../../src/core/operation/payloads.ts";
import { placeOfOperation, placeOfResponse, placeWithin } from "../../../src/core/operation/spec-location.ts";
import { readBundle } from "../../description/bundle.ts";

const api = { operations, requestValidators, responseValidators, payloads };

/** Every part of every exchange, with the place of what it is a part of. */
const parts = Object.entries(payloads.operations).flatMap(([operationId, { request, responses }]) => [
	...Object.values(request).map((part) => ({ operationId, part, outer: placeOfOperation(api, operationId) })),
	...Object.entries(responses).flatMap(([status, { headers, body }]) =>
		[headers, body]
			.filter((part): part is PartPayloads => part !== undefined)
			.map((part) => ({ operationId, part, outer: placeOfResponse(api, operationId, status) })),
	),
]);

/** Whether a location is in an operation, or in a component, which operations share. */
function isOf(operationId: string, location: string): boolean {
	const table: Readonly<Record<string, OperationDescriptor>> = operations;
	const { path = "", method = "" } = table[operationId] ?? {};
	return [toPointer(["paths", path, method.toLowerCase()]), "/components"].some((place) =>
		`${location}/`.startsWith(`${place}/`),
	);
}

/** How the location of the value at a pointer ends: one that is too short is of what contains the value. */
function endingOf({ pointer: whole, members = {} }: PartPayloads, pointer: string): string {
	const segments = fromPointer(pointer);
	const last = segments.at(-1);
	if (last === undefined) return whole;
	const own = segments.length === 1 ? members[last] : undefined;
	return own ?? (/^\d+$/.test(last) ? "/items" : toPointer(["properties", last]));
}

test("every rule of every exchange has a line in the sources, and a source that is listed", async () => {
	const loader = await createLoader(resolve("redocly.yaml"));
	const [messages] = loader.apis;
	if (messages === undefined) throw new Error("no API");
	const { locate } = await loader.bundle(messages);
	const bundle = readBundle();
	const listed = Object.keys(bundle["x-sources"] ?? {});
	let count = 0;
	for (const { operationId, part, outer } of parts) {
		for (const { path } of constraintsOf(part.schema, payloads.schemas)) {
			const pointer = toPointer(pointerSegments(path));
			const { location, source } = placeWithin(api, part, pointer, outer);
			const { file, line } = locate(location);
			expect(existsSync(file) && line >= 1, `${operationId} ${pointer}: ${location}`).toBe(true);
			expect(valueAt(bundle, location), location).toBeDefined();
			expect(isOf(operationId, location) && location.endsWith(endingOf(part, pointer)), `${pointer}: ${location}`).toBe(true);
			expect(source.length > 0 && source.every((name) => listed.includes(name)), `${location}: ${source}`).toBe(true);
			count++;
		}
	}
	expect(count).toBeGreaterThan(1000);
});

test("a member is told by the line that describes it, with its own source", () => {
	const { operations: table } = payloads;
	const create = table.createChannelMessage?.responses["201"];
	const outer = placeOfResponse(api, "createChannelMessage", "201");
	expect(placeWithin(api, create?.body, "/was_edited", outer)).toEqual({
		location: "/components/schemas/ChannelMessage/properties/was_edited",
		source: ["example", "convention"],
	});
	expect(placeWithin(api, create?.body, "/sid", outer)).toEqual({
		location: "/components/schemas/ChannelMessage/properties/sid",
		source: ["docs:chat-v1-message"],
	});
	expect(placeWithin(api, create?.headers, "/Twilio-Request-Id", outer)).toEqual({
		location: "/components/headers/TwilioRequestId",
		source: ["convention"],
	});
	const form = table.createServiceConversationMessage?.request.body;
	expect(placeWithin(api, form, "/Subject", placeOfOperation(api, "createServiceConversationMessage"))).toEqual({
		location: "/components/schemas/CreateConversationMessageForm/properties/Subject",
		source: ["docs:conversations-service-message-create", "example"],
	});
	const service = table.createServiceConversationMessage?.responses["201"]?.body;
	expect(placeWithin(api, service, "/media/0/size", outer).location).toBe("/components/schemas/MessageMedia/properties/size");
});
