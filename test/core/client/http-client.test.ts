import { expect, test } from "vitest";
import { json, startServer } from "../../support/servers.ts";
import { createToyClient, NOTE } from "./support/toy.ts";

const NOTES = "/readers/{Reader}/notes";

test("a success has data, and the unread response", async () => {
	const { url, requests } = await startServer((_, response) => json(response, 200, NOTE, { "x-count": "3" }));
	const path = { Reader: "A1", Note: 7 };
	const { data, error, response } = await createToyClient({ baseUrl: url }).http.GET(`${NOTES}/{Note}`, { params: { path } });
	expect({ data, error }).toEqual({ data: NOTE, error: undefined });
	expect(response).toBeInstanceOf(Response);
	expect([response.status, response.headers.get("x-count"), await response.json()]).toEqual([200, "3", NOTE]);
	expect(requests[0]).toMatchObject({ url: "/readers/A1/notes/7", headers: { authorization: expect.stringMatching(/^Basic /) } });
});

test("a documented error response is returned, not thrown", async () => {
	const { url } = await startServer((_, response) => json(response, 404, { message: "no" }));
	const params = { path: { Reader: "A1", Note: 7 } };
	const result = await createToyClient({ baseUrl: url }).http.GET(`${NOTES}/{Note}`, { params });
	expect(result).toMatchObject({ error: { message: "no" }, response: { status: 404 } });
	expect(result.data).toBeUndefined();
});

test("form bodies, retries and checks are those of the methods", async () => {
	const { url, requests } = await startServer((_, response, index) => json(response, index === 0 ? 429 : 201, NOTE));
	const { http } = createToyClient({ baseUrl: url });
	const init = {
		params: { path: { Reader: "A1" as const }, header: { "X-Mode": "draft" as const } },
		headers: { "content-type": "x/y" },
	};
	const { data } = await http.POST(NOTES, { ...init, body: { Text: "a b", Tags: ["x", "y"] } });
	expect(data).toEqual(NOTE);
	expect(requests).toHaveLength(2);
	expect(requests[1]).toMatchObject({
		body: "Text=a+b&Tags=x&Tags=y",
		headers: { "x-mode": "draft", "content-type": "application/x-www-form-urlencoded" },
	});
	await expect(http.POST(NOTES, { ...init, body: { Text: "x".repeat(21) } })).rejects.toThrow(
		"createNote: /Text: expected maxLength 20",
	);
	await expect(http.POST(NOTES, { ...init, params: { path: { Reader: ".." as never } }, body: { Text: "x" } })).rejects.toThrow(
		"/Reader",
	);
});

test("a list is one page", async () => {
	const { url } = await startServer(({ url }, response) => json(response, 200, { notes: [], meta: { next: url } }));
	const params = { path: { Reader: "A1" }, query: { Sort: "up" as const } };
	const { data } = await createToyClient({ baseUrl: url }).http.GET(NOTES, { params });
	expect(data).toEqual({ notes: [], meta: { next: "/readers/A1/notes?Sort=up" } });
});

test("a response without a body has no data", async () => {
	const { url } = await startServer((_, response) => response.writeHead(204).end());
	const params = { path: { Reader: "A1", Note: 7 } };
	const { data, error, response } = await createToyClient({ baseUrl: url }).http.DELETE(`${NOTES}/{Note}`, { params });
	expect([data, error, response.status, await response.text()]).toEqual([undefined, undefined, 204, ""]);
});

test("an unusable response is thrown, never returned as a success", async () => {
	const { url } = await startServer((_, response) => response.writeHead(200, { "content-type": "application/json" }).end());
	const params = { path: { Reader: "A1", Note: 7 } };
	await expect(createToyClient({ baseUrl: url }).http.GET(`${NOTES}/{Note}`, { params })).rejects.toMatchObject({
		problem: "empty",
	});
});

test("a path, a method or an option that does not exist is rejected by name", async () => {
	const { http } = createToyClient({ baseUrl: "http://localhost:1" });
	await expect(http.GET("/readers/{Reader}/note" as never, {} as never)).rejects.toThrow(`did you mean ${NOTES}?`);
	await expect(http.PUT("/motto" as never, {} as never)).rejects.toThrow("http.PUT: /path is not known");
	await expect(http.GET(undefined as never)).rejects.toThrow("http.GET: /path is not known");
	await expect(http.GET("/motto", { querry: {} } as never)).rejects.toThrow("http.GET: /querry is not known");
	await expect(http.GET("/motto", { params: { paths: {} } } as never)).rejects.toThrow(
		"http.GET params: /paths is not known; did you mean path?",
	);
});

test.each(["", "null", "<h1>Bad gateway</h1>"])(
	"an error response with the body %o is thrown: its result would look like a success",
	async (body) => {
		const { url } = await startServer((_, response) => response.writeHead(400, { "content-type": "application/json" }).end(body));
		const params = { path: { Reader: "A1", Note: 7 } };
		await expect(createToyClient({ baseUrl: url }).http.GET(`${NOTES}/{Note}`, { params })).rejects.toMatchObject({
			name: "BadRequestError",
		});
	},
);

test("an error response with a status that no Response can have is thrown", async () => {
	const { url } = await startServer((_, response) => json(response, 999, { message: "denied" }));
	const call = createToyClient({ baseUrl: url }).http.GET(`${NOTES}/{Note}`, { params: { path: { Reader: "A1", Note: 7 } } });
	await expect(call).rejects.toMatchObject({ name: "ServerError", status: 999 });
});

test("a documented body is data, also with a status whose Response has none", async () => {
	const { url } = await startServer((_, response) => json(response, 205, NOTE));
	const call = createToyClient({ baseUrl: url }).http.GET(`${NOTES}/{Note}`, { params: { path: { Reader: "A1", Note: 7 } } });
	expect(await call).toMatchObject({ data: NOTE, response: { status: 205 } });
});

test("an undocumented body is not read", async () => {
	const { url } = await startServer((_, response) => response.writeHead(200, { "content-type": "application/json" }).end());
	const params = { path: { Reader: "A1", Note: 7 } };
	const { data, error } = await createToyClient({ baseUrl: url }).http.DELETE(`${NOTES}/{Note}`, { params });
	expect({ data, error }).toEqual({ data: undefined, error: undefined });
});
