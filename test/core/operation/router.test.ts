import { describe, expect, test } from "vitest";
import type { Method, OperationDescriptor } from "../../../src/core/operation/descriptor.ts";
import { Router } from "../../../src/core/operation/router.ts";
import { splitUrl } from "../../../src/core/operation/split-url.ts";

const SERVER = "https://library.test/v2";

function operation(method: Method, path: string, server = SERVER): OperationDescriptor {
	return { method, path, server, secured: false, parameters: {}, responses: {} };
}

const router = new Router({
	list: operation("GET", "/things"),
	fetch: operation("GET", "/things/{Id}"),
	remove: operation("DELETE", "/things/{Id}"),
	fetchDocument: operation("GET", "/things/{Id}.json"),
	fetchNewest: operation("GET", "/things/newest"),
	fetchText: operation("GET", "/things/{Name}.txt"),
	fetchFile: operation("GET", "/things/file-{Id}.txt"),
	fetchLines: operation("GET", "/things/{Name}.txt/lines"),
	fetchWords: operation("GET", "/things/{Id}/words"),
	fetchRange: operation("GET", "/things/{From}-{To}"),
	elsewhere: operation("GET", "/things/{Key}", "https://other.test"),
});

const find = (method: string, url: string) => router.find(method, splitUrl(url));

describe("a request is for the most specific path", () => {
	test.each([
		["GET", "/things", "list", {}],
		["GET", "/things/7", "fetch", { Id: "7" }],
		["GET", "/things/7.json", "fetchDocument", { Id: "7" }],
		["GET", "/things/7.xml", "fetch", { Id: "7.xml" }],
		["GET", "/things/file-7.txt", "fetchFile", { Id: "7" }],
		["GET", "/things/7.txt", "fetchText", { Name: "7" }],
		["GET", "/things/newest", "fetchNewest", {}],
		["GET", "/things/1-3", "fetchRange", { From: "1", To: "3" }],
		["GET", "/things/7.txt/lines", "fetchLines", { Name: "7" }],
		["GET", "/things/7.txt/words", "fetchWords", { Id: "7.txt" }],
		["GET", "/things/a%2Fb", "fetch", { Id: "a/b" }],
	])("%s %s: %s", (method, path, operationId, values) => {
		expect(find(method, `${SERVER}${path}`)).toEqual({ operationId, path: values, base: SERVER });
	});
});

test("the server that was called decides between operations of the same path", () => {
	expect(find("GET", "https://other.test/things/7")).toMatchObject({ operationId: "elsewhere", path: { Key: "7" } });
});

test("on another host the first operation wins, with the path of its server or without", () => {
	expect(find("GET", "http://localhost:1/things/7")).toMatchObject({ operationId: "fetch", base: "http://localhost:1" });
	expect(find("GET", "http://localhost:1/v2/things/7")).toMatchObject({ operationId: "fetch", base: "http://localhost:1/v2" });
});

test("a path with another method names the methods that it has", () => {
	expect(find("PATCH", `${SERVER}/things/7`)).toEqual({ allowed: ["GET", "DELETE"] });
	expect(find("DELETE", `${SERVER}/things/7.json`)).toEqual({ allowed: ["GET"] });
});

test.each(["/", "/thing", "/things/7/8", "/things/", "/things/.", "/things/..", "/things/%2E%2E", "/things/%zz"])(
	"%s leads nowhere",
	(path) => {
		expect(find("GET", SERVER + path)).toBeUndefined();
	},
);
