import { expect, expectTypeOf, test } from "vitest";
import { NotFoundError } from "../../../src/core/client/api-error.ts";
import { json, startServer } from "../../support/servers.ts";
import { createToyClient, NOTE, type Note } from "./support/toy.ts";

const ARGUMENTS = { Reader: "A1", Note: 7 };

test("withResponse tells the status, the headers and the name of the request beside the payload, of the same request", async () => {
	const { url, requests } = await startServer((_, response) =>
		json(response, 200, NOTE, { "x-request-name": "R1", "x-left": "9" }),
	);
	const call = createToyClient({ baseUrl: url }).fetchNote(ARGUMENTS);
	const { data, status, headers, requestId } = await call.withResponse();
	expectTypeOf(data).toEqualTypeOf<Note>();
	expect({ data, status, requestId }).toEqual({ data: NOTE, status: 200, requestId: "R1" });
	expect(headers).toBeInstanceOf(Headers);
	expect(headers.get("X-Left")).toBe("9");
	expect(await call).toEqual(NOTE);
	expect(requests).toHaveLength(1);
});

test("withResponse fails as the call does", async () => {
	const { url } = await startServer((_, response) => json(response, 404, { message: "no" }));
	const client = createToyClient({ baseUrl: url });
	await expect(client.fetchNote(ARGUMENTS).withResponse()).rejects.toBeInstanceOf(NotFoundError);
	await expect(client.fetchNote({ Reader: "A1", Note: "x" as unknown as number }).withResponse()).rejects.toMatchObject({
		name: "ValidationError",
	});
});

test("the first page of a list has its response, too", async () => {
	const page = { notes: [NOTE], meta: { next: null } };
	const { url } = await startServer((_, response) => json(response, 200, page, { "x-request-name": "R1" }));
	const result = await createToyClient({ baseUrl: url }).listNotes({ Reader: "A1" }).firstPage().withResponse();
	expect(result).toMatchObject({ data: page, status: 200, requestId: "R1" });
});

test("a success without a body has a response", async () => {
	const { url } = await startServer((_, response) => response.writeHead(204).end());
	const result = await createToyClient({ baseUrl: url }).deleteNote(ARGUMENTS).withResponse();
	expect(result).toMatchObject({ data: undefined, status: 204 });
});
