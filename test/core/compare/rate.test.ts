import { describe, expect, test } from "vitest";
import type { DescriptionDifference } from "../../../src/core/compare/result.ts";
import { json } from "./support/descriptions.ts";
import { compareEdited, compareVersions, type Document } from "./support/gate.ts";

/** One schema at the four places where one can be: what clients and receivers send, and what they receive. */
function everywhere(member: object, required: readonly string[] = []): Document {
	const body = json({ type: "object", required, properties: { kept: {}, ...member } });
	const operation = { requestBody: body, responses: { "200": body } };
	return { openapi: "3.1.0", paths: { "/a": { post: operation } }, webhooks: { a: { post: operation } } };
}

const text = (rules: object) => ({ m: { type: "string", ...rules } });
type Side = readonly [member: object, required?: readonly string[]];
const ROWS: readonly (readonly [change: string, from: Side, to: Side, sent: string, received: string])[] = [
	["a rule becomes stricter", [text({ maxLength: 9 })], [text({ maxLength: 8 })], "major", "patch"],
	["a rule is new", [text({})], [text({ enum: ["a"] })], "major", "patch"],
	["a rule becomes looser", [text({ maxLength: 8 })], [text({ maxLength: 9 })], "minor", "major"],
	["a rule is another", [text({ format: "date" })], [text({ format: "uri" })], "major", "major"],
	["a type is another", [text({ maxLength: 8 })], [{ m: { type: "object", properties: { n: {} } } }], "major", "major"],
	["null is new", [text({})], [text({ type: ["string", "null"] })], "minor", "major"],
	["required is added", [text({})], [text({}), ["m"]], "major", "patch"],
	["required is removed", [text({}), ["m"]], [text({})], "minor", "major"],
	["an optional member is new", [{}], [text({})], "minor", "minor"],
	["a required member is new", [{}], [text({}), ["m"]], "major", "minor"],
	["a member is removed", [text({})], [{}], "major", "major"],
	["the default is another", [text({ default: "a" })], [text({ default: "b" })], "major", "patch"],
	["a default is new", [text({})], [text({ default: "b" })], "major", "patch"],
	["deprecated", [text({})], [text({ deprecated: true })], "minor", "minor"],
	["an extension is new", [text({})], [text({ "x-increases": true })], "minor", "minor"],
	["an example is another", [text({ example: "a" })], [text({ examples: ["b"] })], "patch", "patch"],
	["a text is another", [text({ title: "a" })], [text({ description: "a" })], "patch", "patch"],
	[
		"an alternative is new",
		[{ m: { oneOf: [{ type: "string" }, { type: "integer" }] } }],
		[{ m: { oneOf: [{ type: "string" }, { type: "integer" }, { type: "boolean" }] } }],
		"minor",
		"major",
	],
	[
		"one alternative is left",
		[{ m: { anyOf: [{ type: "string" }, { type: "integer" }] } }],
		[{ m: { type: "string" } }],
		"major",
		"patch",
	],
	[
		"a limit includes its value",
		[{ m: { type: "number", exclusiveMinimum: 0 } }],
		[{ m: { type: "number", minimum: 0 } }],
		"minor",
		"major",
	],
	["a constant becomes one of several", [text({ const: "a" })], [text({ enum: ["a", "b"] })], "minor", "major"],
	[
		"no other member is allowed",
		[{ m: { type: "object" } }],
		[{ m: { type: "object", additionalProperties: false } }],
		"major",
		"patch",
	],
	["a keyword that is seldom used", [{ m: { type: "object" } }], [{ m: { type: "object", minProperties: 1 } }], "major", "patch"],
];

test.each(ROWS)("%s", (_, from, to, sent, received) => {
	const { differences } = compareVersions(everywhere(...from), everywhere(...to));
	expect(differences.map(({ operationId, pointer, bump }) => [operationId, pointer, bump])).toEqual([
		["POST /a", "/request/body/m", sent],
		["POST /a", "/response/200/body/m", received],
		["POST a", "/request/body/m", received],
		["POST a", "/response/200/body/m", sent],
	]);
});

const lineOf = ({ bump, kind, operationId, pointer, keyword, documented, other, also = [] }: DescriptionDifference) =>
	`${bump} ${kind} ${operationId} ${pointer}${keyword ? ` ${keyword}` : ""}: ${documented} -> ${other}${also.length > 0 ? ` +${also.length}` : ""}`;

const list = (document: Document) => document.paths["/tickets"].get;
const buy = (document: Document) => document.paths["/tickets"].post;
const opened = (document: Document) => document.webhooks.opened.post;
const ticket = (document: Document) => document.components.responses.Ticket;
const colors = (document: Document) => document.components.parameters.Colors;

const EDITS: Readonly<Record<string, readonly [edit: (document: Document) => void, ...lines: string[]]>> = {
	nothing: [() => {}],
	"an operation is new": [
		(d) => {
			d.paths["/doors"] = { get: { operationId: "listDoors", responses: {} } };
		},
		"minor missing-here listDoors /request: nothing -> GET /doors",
	],
	"an operation is removed": [
		(d) => {
			delete d.paths["/tickets"].post;
		},
		"major missing-there buyTicket /request: POST /tickets -> nothing",
	],
	"a webhook is new": [
		(d) => {
			d.webhooks.closed = { post: { responses: {} } };
		},
		"minor missing-here POST closed /request: nothing -> webhook closed",
	],
	"all webhooks are removed": [
		(d) => {
			delete d.webhooks;
		},
		"major missing-there opened /request: webhook opened -> nothing",
	],
	"a webhook has another method": [
		(d) => {
			d.webhooks.opened = { put: opened(d) };
		},
		"major incomparable opened /request method: POST -> PUT",
		"minor annotation opened /request idempotent: not idempotent -> idempotent",
	],
	"an operation has another name": [
		(d) => {
			list(d).operationId = "tickets";
		},
		"major incomparable listTickets /request operationId: listTickets -> tickets",
	],
	"an operation is deprecated": [
		(d) => {
			list(d).deprecated = true;
		},
		"minor annotation listTickets /request deprecated: not deprecated -> deprecated",
	],
	"an operation may be repeated": [
		(d) => {
			buy(d)["x-idempotent"] = true;
		},
		"minor annotation buyTicket /request idempotent: not idempotent -> idempotent",
	],
	"there are no pages": [
		(d) => {
			delete list(d)["x-pagination"];
		},
		'major annotation listTickets /request pagination: pagination {"items":"/tickets","next":"/next"} -> no pagination',
	],
	"there are pages": [
		(d) => {
			buy(d)["x-pagination"] = { items: "/a", next: "/b" };
		},
		'minor annotation buyTicket /request pagination: no pagination -> pagination {"items":"/a","next":"/b"}',
	],
	"an operation has a text": [
		(d) => {
			list(d).summary = "All";
		},
		'patch annotation listTickets /request documentation: no documentation -> {"summary":"All"}',
	],
	"an extension": [
		(d) => {
			list(d)["x-slow"] = true;
		},
		"minor annotation listTickets /request x-slow: no x-slow -> x-slow true",
	],
	"every server is another": [
		(d) => {
			d.servers[0].url = "https://x.test";
		},
		"major incomparable listTickets /request server: https://gate.test -> https://x.test +2",
	],
	"one path has a server": [
		(d) => {
			d.paths["/tickets"].servers = [{ url: "https://x.test" }];
		},
		"major incomparable listTickets /request server: https://gate.test -> https://x.test +1",
	],
	"there is a second server": [
		(d) => {
			d.servers.push({ url: "https://x.test" });
		},
		"minor looser-there listTickets /request server: https://gate.test -> https://gate.test, https://x.test +2",
	],
	"the first server is the second": [
		(d) => {
			d.servers.unshift({ url: "https://x.test" });
		},
		"major incomparable listTickets /request server: https://gate.test -> https://x.test, https://gate.test +2",
	],
	"every request needs others": [
		(d) => {
			d.security = [{ basic: [] }];
		},
		"major incomparable listTickets /request security: header X-Key -> HTTP basic +2",
	],
	"one operation needs no credentials": [
		(d) => {
			list(d).security = [];
		},
		"minor looser-there listTickets /request security: header X-Key -> no credentials",
	],
	"one operation needs both": [
		(d) => {
			list(d).security = [{ key: [], basic: [] }];
		},
		"major stricter-there listTickets /request security: header X-Key -> HTTP basic and header X-Key",
	],
	"one of two is enough": [
		(d) => {
			d.security.push({ basic: [] });
		},
		"minor looser-there listTickets /request security: header X-Key -> header X-Key, or HTTP basic +2",
	],
	"a scheme is another": [
		(d) => {
			d.components.securitySchemes.key.name = "X-Token";
		},
		"major incomparable listTickets /request security: header X-Key -> header X-Token +2",
	],
	"a webhook carries credentials": [
		(d) => {
			opened(d).security = [{ key: [] }];
		},
		"patch stricter-there opened /request security: no credentials -> header X-Key",
	],
	"a list is written in one entry": [
		(d) => {
			colors(d).explode = false;
		},
		"major incomparable listTickets /request/query/colors explode: explode true -> explode false +1",
	],
	"the usual style": [
		(d) => {
			Object.assign(colors(d), { style: "form", explode: true, allowReserved: false, deprecated: false });
		},
	],
	"a list has another style": [
		(d) => {
			colors(d).style = "pipeDelimited";
		},
		'major incomparable listTickets /request/query/colors style: style "form" -> style "pipeDelimited" +1',
		"major incomparable listTickets /request/query/colors explode: explode true -> explode false +1",
	],
	"a parameter is deprecated": [
		(d) => {
			colors(d).deprecated = true;
		},
		"minor annotation listTickets /request/query/colors deprecated: not deprecated -> deprecated +1",
	],
	"a parameter has an example": [
		(d) => {
			colors(d).examples = { red: { value: ["red"] } };
		},
		'patch annotation listTickets /request/query/colors example: no example -> [["red"]] +1',
	],
	"a parameter has a text": [
		(d) => {
			colors(d).description = "Which";
		},
		'patch annotation listTickets /request/query/colors documentation: no documentation -> {"description":"Which"} +1',
	],
	"an operation replaces a parameter of its path": [
		(d) => {
			d.paths["/tickets"].parameters = [{ ...colors(d), required: true }];
		},
		"major missing-here buyTicket /request/query/colors: nothing -> required, array",
	],
	"a parameter of the path has another name": [
		(d) => {
			d.paths["/tickets/{id}"] = d.paths["/tickets/{code}"];
			d.paths["/tickets/{id}"].parameters[0].name = "id";
			delete d.paths["/tickets/{code}"];
		},
		"major incomparable fetchTicket /request/path/code name: code -> id",
	],
	"a body is required": [
		(d) => {
			buy(d).requestBody.required = true;
		},
		"major stricter-there buyTicket /request/body required: optional -> required",
	],
	"a body may be a form": [
		(d) => {
			buy(d).requestBody.content["application/x-www-form-urlencoded"] = {};
		},
		"minor looser-there buyTicket /request/body mediaTypes: application/json -> application/json, application/x-www-form-urlencoded",
	],
	"a body has an example": [
		(d) => {
			buy(d).requestBody.content["application/json"].example = { code: "abcd" };
		},
		'patch annotation buyTicket /request/body example: no example -> [{"code":"abcd"}]',
	],
	"a field is encoded otherwise": [
		(d) => {
			buy(d).requestBody.content["application/json"].encoding = { guest: { style: "form" }, code: { contentType: "text/plain" } };
		},
		'major incomparable buyTicket /request/body/code encoding: the usual encoding -> encoding {"contentType":"text/plain"}',
	],
	"a body is removed": [
		(d) => {
			delete buy(d).requestBody;
		},
		"major missing-there buyTicket /request/body: object, application/json -> nothing",
	],
	"a webhook has no body": [
		(d) => {
			delete opened(d).requestBody;
		},
		"major missing-there opened /request/body: object, application/json -> nothing",
	],
	"a success is new": [
		(d) => {
			list(d).responses = { ...list(d).responses, "202": {} };
		},
		"major missing-here listTickets /response/202: nothing -> described",
	],
	"an error is new": [
		(d) => {
			list(d).responses = { ...list(d).responses, "429": {} };
		},
		"minor missing-here listTickets /response/429: nothing -> described",
	],
	"an error is removed": [
		(d) => {
			list(d).responses = { "200": list(d).responses["200"] };
		},
		"patch missing-there listTickets /response/default: described -> nothing",
	],
	"the last success is removed": [
		(d) => {
			list(d).responses = { default: list(d).responses.default };
		},
		"major missing-there listTickets /response/200: described -> nothing",
	],
	"a receiver may respond otherwise": [
		(d) => {
			opened(d).responses["202"] = {};
		},
		"minor missing-here opened /response/202: nothing -> described",
	],
	"a receiver may not respond so": [
		(d) => {
			opened(d).responses = { "200": {} };
		},
		"major missing-there opened /response/204: described -> nothing",
		"minor missing-here opened /response/200: nothing -> described",
	],
	"a response has a text": [
		(d) => {
			ticket(d).description = "Yours.";
		},
		'patch annotation listTickets /response/200 documentation: {"description":"It."} -> {"description":"Yours."} +2',
	],
	"a response has another media type": [
		(d) => {
			ticket(d).content = { "text/json": ticket(d).content["application/json"] };
		},
		"major incomparable listTickets /response/200/body mediaTypes: application/json -> text/json +2",
	],
	"a header has another limit": [
		(d) => {
			d.components.headers.Left.schema.minimum = 1;
		},
		"patch stricter-there listTickets /response/200/headers/X-Left minimum: at least 0 -> at least 1 +2",
	],
	"a header is always there": [
		(d) => {
			d.components.headers.Left.required = true;
		},
		"patch stricter-there listTickets /response/200/headers/X-Left required: optional -> required +2",
	],
	"a header is removed": [
		(d) => {
			delete ticket(d).headers;
		},
		"major missing-there listTickets /response/200/headers/X-Left: integer, at least 0 -> nothing +2",
	],
	"a header is new": [
		(d) => {
			ticket(d).headers["X-All"] = { $ref: "#/components/headers/Left" };
		},
		"minor missing-here listTickets /response/200/headers/X-All: nothing -> integer, at least 0 +2",
	],
};

describe("each place and keyword", () => {
	test.each(Object.entries(EDITS))("%s", (_, [edit, ...lines]) => {
		const { differences, bump, verdict } = compareEdited(edit);
		expect(differences.map(lineOf)).toEqual(lines);
		expect(bump).toBe(["major", "minor", "patch"].find((one) => lines.some((line) => line.startsWith(one))) ?? "none");
		expect(verdict).toBe(lines.length > 0 ? "differences" : "same");
	});
});
