import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { edited, generateFrom, THINGS } from "./in-process.ts";

type Edit = readonly [from: string, to: string];

interface Rejected {
	readonly edits: readonly Edit[];
	/** The text at whose beginning the problem is, and the words that it contains. */
	readonly at: string;
	readonly says: string;
}

const SCHEMAS = "    Thing:\n";
const MEMBERS = "        name: { type: string }\n";
const GET = "    get:\n";

/** Adds schema components, members of Thing, and nodes at other places. */
const schemas = (yaml: string): Edit => [SCHEMAS, `    ${yaml}\n${SCHEMAS}`];
const member = (yaml: string): Edit => [MEMBERS, `${MEMBERS}        ${yaml}\n`];

/** An operation, and a header parameter. */
const OTHER = '{ operationId: other, responses: { "204": { description: Done. } } }';
const header = (name: string) => `{ name: ${name}, in: header, schema: { type: string } }`;

/** A webhook. */
const WEBHOOK = `webhooks:
  ping:
    post:
      operationId: ping
      parameters: [{ name: X-Count, in: header, schema: { type: integer } }]
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [event], properties: { event: { type: string, const: pinged } } }
      responses: { "204": { description: Done. } }
`;

const PINGED = "type: string, const: pinged";
const AGAIN = edited(WEBHOOK, [
	["webhooks:\n  ping:", "  pong:"],
	["Id: ping", "Id: pong"],
	[PINGED, `${PINGED}, title: Again`],
]);

const REJECTED_WEBHOOKS: Record<string, Omit<Rejected, "edits"> & Partial<Rejected>> = {
	"a webhook without an operationId": {
		edits: [["      operationId: ping\n", ""]],
		at: "post:\n      parameters: [{ name: X-Count",
		says: "expected an operationId, found none",
	},
	"a webhook whose operationId is another name than its own": {
		edits: [["operationId: ping", "operationId: sendPing"]],
		at: "operationId: sendPing",
		says: "expected the name of the webhook, ping, got sendPing",
	},
	"a webhook whose name no table can have": {
		edits: [
			["  ping:", "  book.lent:"],
			["operationId: ping", "operationId: book.lent"],
		],
		at: "operationId: book.lent",
		says: "expected a name that a method can have, got book.lent",
	},
	"a webhook with two methods": {
		edits: [["    post:", `    put: ${OTHER.replace("other", "ping")}\n    post:`]],
		at: "put: {",
		says: "expected one method a webhook, got put beside post",
	},
	"a webhook without a body": {
		edits: [[WEBHOOK.slice(WEBHOOK.indexOf("      requestBody"), WEBHOOK.indexOf("      responses")), ""]],
		at: "post:\n      operationId: ping",
		says: "expected one required member of the body whose const says that it is ping, got none",
	},
	"a webhook whose body does not say which one it is": {
		edits: [[PINGED, "type: string"]],
		at: "requestBody:\n        content:\n          application/json:",
		says: "expected one required member of the body whose const says that it is ping, got none",
	},
	"a webhook whose body may leave out which one it is": {
		edits: [["required: [event], ", ""]],
		at: "requestBody:\n        content:\n          application/json:",
		says: "expected one required member of the body whose const says that it is ping, got none",
	},
	"a webhook that a number tells from others": {
		edits: [[PINGED, "type: integer, const: 1"]],
		at: "requestBody:\n        content:\n          application/json:",
		says: "got none",
	},
	"a webhook whose body has two constants": {
		edits: [
			[`event: { ${PINGED} }`, `event: { ${PINGED} }, kind: { type: string, const: a }`],
			["[event]", "[event, kind]"],
		],
		at: "requestBody:\n        content:\n          application/json:",
		says: "got event and kind",
	},
	"two webhooks that their bodies do not tell apart": {
		edits: [["description: Done. } }\n", `description: Done. } }\n${AGAIN}`]],
		at: "const: pinged, title: Again",
		says: "expected a value that no other webhook has, got pinged of ping",
	},
	"a webhook with a path parameter": {
		edits: [["X-Count, in: header", "id, in: path, required: true"]],
		at: "{ name: id, in: path, required: true, schema: { type: integer",
		says: "expected a webhook without an address, got a path parameter",
	},
	"a webhook with a server": {
		edits: [["      operationId: ping\n", "      operationId: ping\n      servers: [{ url: https://you.test }]\n"]],
		at: "servers: [{ url: https://you",
		says: "expected a webhook without an address, got servers",
	},
	"a webhook whose methods share a server": {
		edits: [["    post:", "    servers: [{ url: https://you.test }]\n    post:"]],
		at: "servers: [{ url: https://you",
		says: "expected a webhook without an address, got servers",
	},
	"a webhook without responses": {
		edits: [['      responses: { "204": { description: Done. } }\n', ""]],
		at: "post:\n      operationId: ping",
		says: "expected at least one response, found none",
	},
	"a webhook with callbacks": {
		edits: [["      operationId: ping\n", "      operationId: ping\n      callbacks: {}\n"]],
		at: "callbacks:",
		says: "expected operations under paths and webhooks alone, got callbacks",
	},
	"a webhook with an example that breaks its rules": {
		edits: [
			[
				"            schema: { type: object, req",
				"            example: { event: ping }\n            schema: { type: object, req",
			],
		],
		at: "event: ping }",
		says: 'expected a value that keeps const "pinged", got "ping"',
	},
};

/** What no generator expresses. Every one of these was lost, or ended in a stack trace. */
const REJECTED: Record<string, Rejected> = {
	"a path item that refers to a component": {
		edits: [
			["paths:\n", 'paths:\n  /other:\n    $ref: "#/components/pathItems/Other"\n'],
			["components:\n", "components:\n  pathItems:\n    Other: { get: { responses: { '204': { description: No. } } } }\n"],
		],
		at: '$ref: "#/components/pathItems',
		says: "expected the operations of this path, got a $ref to #/components/pathItems/Other",
	},
	"a webhook that refers to a component": {
		edits: [
			["components:\n", 'webhooks:\n  ping: { $ref: "#/components/pathItems/Ping" }\ncomponents:\n'],
			["components:\n", "components:\n  pathItems:\n    Ping: { post: { responses: { '204': { description: No. } } } }\n"],
		],
		at: '$ref: "#/components/pathItems',
		says: "expected the operations of this webhook, got a $ref to #/components/pathItems/Ping",
	},
	"the method trace": {
		edits: [[GET, `    trace: { operationId: trace, responses: { "204": { description: No. } } }\n${GET}`]],
		at: "trace: {",
		says: "expected one of the methods get, post",
	},
	...Object.fromEntries(
		Object.entries(REJECTED_WEBHOOKS).map(([name, { edits = [], ...rest }]): [string, Rejected] => [
			name,
			{ ...rest, edits: [["components:\n", `${edited(WEBHOOK, edits)}components:\n`]] },
		]),
	),
	callbacks: {
		edits: [["      operationId: changeThing\n", "      operationId: changeThing\n      callbacks: {}\n"]],
		at: "callbacks:",
		says: "expected operations under paths and webhooks alone, got callbacks",
	},
	...Object.fromEntries(
		["__proto__", "then", "http", "toJSON", "constructor"].map((name): [string, Rejected] => [
			`an operation called ${name}`,
			{ edits: [["operationId: fetchThing", `operationId: ${name}`]], at: `operationId: ${name}`, says: `client, got ${name}` },
		]),
	),
	"a member called __proto__": {
		edits: [member("__proto__: { type: string }")],
		at: "__proto__:",
		says: "expected another name, got __proto__",
	},
	"a parameter called __proto__": {
		edits: [["name: tags", "name: __proto__"]],
		at: "{ name: __proto__",
		says: "expected another name, got __proto__",
	},
	"an operation without responses": {
		edits: [['      responses:\n        "204":\n          description: Changed.\n', ""]],
		at: "post:",
		says: "expected at least one response, found none",
	},
	"a path parameter that the path does not name": {
		edits: [["  /things/{id}:\n", "  /things:\n"]],
		at: "id, in: path",
		says: "`id`",
	},
	"a server with variables": {
		edits: [["https://api.things.test", "https://{region}.things.test\n    variables: { region: { default: eu } }"]],
		at: "servers:",
		says: "expected an address without variables, got https://{region}.things.test",
	},
	...Object.fromEntries(
		[
			["with a query", "/things?a=1", "of which a request has /things"],
			["with a fragment", "/things#a", "of which a request has /things"],
			["that leads up", "/a/../things", "of which a request has /things"],
			["that is not percent-encoded", "/other things", "of which a request has /other%20things"],
			["of the sandbox", "/_sandbox/state", "expected a path that the sandbox does not take for itself, got /_sandbox/state"],
		].map(([name = "", path = "", says = ""]): [string, Rejected] => [
			`a path ${name}`,
			{ edits: [["paths:\n", `paths:\n  "${path}": { get: ${OTHER} }\n`]], at: `"${path}":`, says },
		]),
	),
	"a path that names a parameter twice": {
		edits: [["  /things/{id}:\n", "  /things/{id}/of/{id}:\n"]],
		at: "/things/{id}/of/{id}:",
		says: "expected each parameter once a path, got {id} twice",
	},
	"two paths that differ by the names of parameters alone": {
		edits: [["components:\n", `  /things/{other}: { delete: ${OTHER} }\ncomponents:\n`]],
		at: "/things/{other}:",
		says: "expected paths that differ by more than the names of parameters, got /things/{other} beside /things/{id}",
	},
	...Object.fromEntries(
		[
			["with a query", "https://api.things.test/?a=1", "https://api.things.test/"],
			["with a user", "https://me@api.things.test", "https://api.things.test/"],
			["that leads up", "https://api.things.test/a/../b", "https://api.things.test/b"],
		].map(([name = "", url = "", requested = ""]): [string, Rejected] => [
			`a server ${name}`,
			{
				edits: [["https://api.things.test", url]],
				at: "servers:",
				says: `expected an address as requests have it, got ${url}, of which a request has ${requested}`,
			},
		]),
	),
	"a server whose paths the sandbox takes for itself": {
		edits: [["https://api.things.test", "https://api.things.test/_sandbox"]],
		at: "servers:",
		says: "expected a server whose paths the sandbox does not take for itself, got https://api.things.test/_sandbox",
	},
	"two headers of a request that differ by case alone": {
		edits: [["        - { name: tags,", `        - ${header("X-A")}\n        - ${header("x-a")}\n        - { name: tags,`]],
		at: header("x-a"),
		says: "expected each header once, whatever its case, got x-a beside X-A",
	},
	"two headers of a response that differ by case alone": {
		edits: [["            X-Count:", "            x-count: { schema: { type: integer } }\n            X-Count:"]],
		at: "X-Count:",
		says: "expected each header once, whatever its case, got X-Count beside x-count",
	},
	...Object.fromEntries(
		[
			["Authorization", "OpenAPI ignores it"],
			["accept", "OpenAPI ignores it"],
			["Content-Type", "OpenAPI ignores it"],
			["Content-Length", "the client or the connection sets it"],
			["Transfer-Encoding", "the client or the connection sets it"],
		].map(([name = "", reason = ""]): [string, Rejected] => [
			`the header ${name} as a parameter`,
			{
				edits: [["        - { name: tags,", `        - ${header(name)}\n        - { name: tags,`]],
				at: header(name),
				says: `expected a header that a caller can set, got ${name}; ${reason}`,
			},
		]),
	),
	"a header whose name cannot be sent": {
		edits: [["        - { name: tags,", `        - ${header("X A")}\n        - { name: tags,`]],
		at: header("X A"),
		says: "expected a name that a header can have, got X A",
	},
	"the header Content-Type of a response": {
		edits: [["            X-Count:", "            content-type: { schema: { type: string } }\n            X-Count:"]],
		at: "content-type:",
		says: "expected another header, got content-type; OpenAPI ignores it",
	},
	"a security scheme that is not there": {
		edits: [["operationId: changeThing\n", "operationId: changeThing\n      security: [{}, { key: [] }]\n"]],
		at: "key: []",
		says: "expected a scheme of components/securitySchemes, got key",
	},
	"a security scheme of every operation that is not there": {
		edits: [["paths:\n", "security: [{ key: [] }]\npaths:\n"]],
		at: "key: []",
		says: "expected a scheme of components/securitySchemes, got key",
	},
	"another dialect of JSON Schema": {
		edits: [["paths:\n", "jsonSchemaDialect: https://json-schema.org/draft/2019-09/schema\npaths:\n"]],
		at: "jsonSchemaDialect:",
		says: "expected the dialect of OpenAPI 3.1 or of JSON Schema 2020-12, got https://json-schema.org/draft/2019-09/schema",
	},
	"a link to an operation that is not there": {
		edits: [
			[
				"          description: The thing.\n",
				"          description: The thing.\n          links: { next: { operationId: nope } }\n",
			],
		],
		at: "operationId: nope",
		says: "expected the operationId of an operation, got nope",
	},
	"a link of a component to an operation that is not there": {
		edits: [["components:\n", "components:\n  links: { next: { operationId: nope } }\n"]],
		at: "operationId: nope",
		says: "expected the operationId of an operation, got nope",
	},
	"a schema of another dialect": {
		edits: [member("other: { $schema: 'http://json-schema.org/draft-04/schema#' }")],
		at: "$schema:",
		says: "expected the dialect of OpenAPI 3.1 or of JSON Schema 2020-12, got http://json-schema.org/draft-04/schema#",
	},
	...Object.fromEntries(
		["type", "allOf", "anyOf", "oneOf", "prefixItems"].map((keyword): [string, Rejected] => [
			`a schema whose ${keyword} is an empty list`,
			{
				edits: [member(`other: { ${keyword}: [] }`)],
				at: `${keyword}: []`,
				says: `expected ${keyword} with a value or more, got []`,
			},
		]),
	),
	"a status code that no response has": {
		edits: [['        "204":\n          description: Changed.', '        "600":\n          description: Changed.']],
		at: '"600":',
		says: "expected a status code from 100 to 599, a range such as 4XX, or default, got 600",
	},
	"a form field that is not exploded": {
		edits: [["            examples:\n", "            encoding: { Tags: { explode: false } }\n            examples:\n"]],
		at: "explode: false",
		says: "expected the default of explode, got false",
	},
	"a form field with reserved characters": {
		edits: [["            examples:\n", "            encoding: { Tags: { allowReserved: true } }\n            examples:\n"]],
		at: "allowReserved: true",
		says: "expected the default of allowReserved, got true",
	},
	"a list in a query that is not exploded": {
		edits: [["in: query,", "in: query, explode: false,"]],
		at: "explode: false",
		says: "expected the default of style form, got explode: false",
	},
	"a form field of another media type": {
		edits: [
			["            examples:\n", "            encoding: { Tags: { contentType: application/json } }\n            examples:\n"],
		],
		at: "contentType: application/json",
		says: 'expected the default of contentType, got "application/json"',
	},
	"reserved characters in a query": {
		edits: [["in: query,", "in: query, allowReserved: true,"]],
		at: "allowReserved",
		says: "expected reserved characters to be encoded",
	},
	"a response of text": {
		edits: [["            application/json:\n", "            text/plain:\n"]],
		at: "text/plain:",
		says: "expected a body of JSON, got text/plain",
	},
	"a response of several media types": {
		edits: [
			[
				"            application/json:\n",
				"            application/json: { schema: {}, example: 1 }\n            application/hal+json:\n",
			],
		],
		at: "application/hal+json:",
		says: "expected one media type, got application/hal+json beside application/json",
	},
	"a schema that consists of itself": {
		edits: [["      required: [name]\n", "      allOf: [{ $ref: '#/components/schemas/Thing' }]\n      required: [name]\n"]],
		at: "Thing:\n",
		says: "expected a schema without itself",
	},
	"a form whose schema consists of itself by way of another": {
		edits: [
			schemas("One: { anyOf: [{ $ref: '#/components/schemas/Two' }, { type: 'null' }] }"),
			schemas("Two: { oneOf: [{ $ref: '#/components/schemas/One' }] }"),
			["                Name: { type: string }\n", "                Name: { $ref: '#/components/schemas/One' }\n"],
		],
		at: "One:",
		says: "expected a schema without itself",
	},
	"a form field that is a list of itself": {
		edits: [
			schemas("List: { type: array, items: { $ref: '#/components/schemas/List' } }"),
			["                Name: { type: string }\n", "                Name: { $ref: '#/components/schemas/List' }\n"],
		],
		at: "Name: { $ref",
		says: "form field Name: expected a list of plain values, got a list of lists",
	},
	...Object.fromEntries(
		[
			["a reference to an anchor", "#anchor", "expected a JSON pointer (#/…), got a name"],
			["a reference to every object's prototype", "#/__proto__", "expected a $ref to a file or to a component"],
			["a reference to what every object has", "#/components/schemas/constructor", "expected a $ref to a file or to a component"],
			["a reference into a schema", "#/components/schemas/Thing/properties/name", "make a component of its target"],
			["a reference into a path", "#/paths/~1things~1{id}/parameters/0/schema", "make a component of its target"],
			["a reference to the root", "#", "expected a $ref to a file or to a component"],
			["a reference that is not percent-encoded", "#/%E0%A4%A", "expected a $ref that leads to something"],
		].map(([name = "", reference = "", says = ""]): [string, Rejected] => [
			name,
			{ edits: [member(`other: { $ref: '${reference}' }`)], at: `$ref: '${reference}'`, says },
		]),
	),
	"a reference to an anchor that is there": {
		edits: [member("other: { $ref: '#here' }"), member("more: { $anchor: here, type: string }")],
		at: "$ref: '#here'",
		says: "make a component of its target",
	},
	"two identifiers whose names make one type": {
		edits: [
			schemas("a-b: { type: string, pattern: ^a }"),
			schemas("aB: { type: string, pattern: ^b }"),
			member("one: { $ref: '#/components/schemas/a-b' }"),
			member("two: { $ref: '#/components/schemas/aB' }"),
		],
		at: "aB: {",
		says: "expected a component whose name makes a type of its own, got aB, whose type is AB as that of a-b",
	},
	"an identifier whose name makes no type": {
		edits: [schemas("1a: { type: string, pattern: ^a }"), member("one: { $ref: '#/components/schemas/1a' }")],
		at: "1a: {",
		says: "expected a component whose name makes a type of its own, got 1a",
	},
	"objects that have to be compared": {
		edits: [member("other: { enum: [{ a: 1 }] }")],
		at: "other: {",
		says: "compare only plain values",
	},
	"aliases that repeat each other": {
		edits: [["info:", `x-bomb:\n${bomb()}info:`]],
		at: "openapi:",
		says: "expected at most 1000000 values",
	},
	"an alias that contains itself": {
		edits: [member("other: &all { type: object, properties: { all: *all } }")],
		at: "all: *all",
		says: "expected a value that ends, got one that contains itself",
	},
	"an example that refers to what is around it": {
		edits: [[MEMBERS, "        name: { example: { $ref: '#/components/schemas/Thing/properties' } }\n"]],
		at: "name: { example",
		says: "expected a value that ends, got one that contains itself",
	},
	"an extension of the paths that contains itself": {
		edits: [["paths:\n", "paths:\n  x-all: { $ref: '#/paths' }\n"]],
		at: "$ref: '#/paths'",
		says: "expected a value that ends, got a $ref to #/paths, by which it may contain itself; write the value",
	},
	"an extension of a schema that contains itself": {
		edits: [[SCHEMAS, `${SCHEMAS}      x-like: { $ref: '#/components/schemas/Thing' }\n`]],
		at: "$ref: '#/components/schemas/Thing' }\n",
		says: "expected a value that ends, got a $ref to #/components/schemas/Thing",
	},
	"a reference that leads through itself, to which others lead": {
		edits: [
			[`${SCHEMAS}      type: object\n      required: [name]\n      properties:\n${MEMBERS}`, ""],
			["  schemas:\n", "  schemas: { $ref: '#/components/schemas/Thing' }\n"],
			["content:\n          application/x", "content:\n          x-all: { $ref: '#' }\n          application/x"],
		],
		at: "$ref: '#/components/schemas/Thing' }\n",
		says: "got #/components/schemas/Thing: it leads back to itself",
	},
	"OpenAPI 3.2": {
		edits: [["openapi: 3.1.1", "openapi: 3.2.0"]],
		at: "openapi:",
		says: "got openapi: 3.2.0; write openapi: 3.1.1, and remove what 3.2 added: $self",
	},
	"OpenAPI 3.0": { edits: [["openapi: 3.1.1", "openapi: 3.0.3"]], at: "openapi:", says: "and nullable as type:" },
	"Swagger 2.0": { edits: [["openapi: 3.1.1", "swagger: '2.0'"]], at: "swagger:", says: 'got swagger: "2.0"; convert it' },
};

/** Nine levels of ten aliases each: a billion values in ten lines. */
function bomb(): string {
	const lines = Array.from(
		{ length: 9 },
		(_, level) => `  l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(", ")}]\n`,
	);
	return `  l0: &l0 [a]\n${lines.join("")}`;
}

/** `line:column` of a text, which must be in the file once. */
function placeOf(text: string, part: string): string {
	const index = text.indexOf(part);
	expect([index >= 0, text.indexOf(part, index + 1)], part).toEqual([true, -1]);
	const before = text.slice(0, index).split("\n");
	return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

describe("what is not generated is rejected at its place", () => {
	test.each(Object.entries(REJECTED))("%s", async (_, { edits, at, says }) => {
		const text = edited(THINGS, edits);
		const { files, problems } = await generateFrom({ "openapi.yaml": text });
		const found = problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
		expect(found.filter((line) => line.includes(says)).join("\n"), found.join("\n")).toContain(
			`openapi.yaml:${placeOf(text, at)} `,
		);
		expect(files).toEqual({});
	});
});

describe("what looks odd is generated", () => {
	test("the description that the others change", async () => {
		const { files, problems } = await generateFrom({ "openapi.yaml": THINGS });
		expect(problems).toEqual([]);
		expect(Object.keys(files)).toContain("validators/responses.js");
	});

	test.each(["constructor", "toString", "hasOwnProperty"])("a schema called %s", async (name) => {
		const text = edited(THINGS, [
			schemas(`${name}: { type: string }`),
			member(`other: { $ref: '#/components/schemas/${name}' }`),
		]);
		const { files, problems } = await generateFrom({ "openapi.yaml": text });
		expect(problems).toEqual([]);
		expect(files["payloads.ts"]).toContain(`"$ref": "${name}_"`);
		expect(files["payloads.ts"]).toContain(`"${name}_": {`);
	});

	test("members, fields and parameters with names that every object has; an example without them is valid", async () => {
		const text = edited(THINGS, [
			member("constructor: { type: string }"),
			["                Name: {", "                toString: { type: integer }\n                Name: {"],
			["name: tags", "name: hasOwnProperty"],
		]);
		expect((await generateFrom({ "openapi.yaml": text })).problems).toEqual([]);
	});

	test("a webhook, whose fields may come in parts; an API without one has empty tables", async () => {
		const parts = "{ allOf: [{ type: object, properties: { count: { type: integer } } }, { $1 }] }";
		const text = edited(THINGS, [
			["components:\n", `${WEBHOOK.replace(/schema: \{ (type: object.*) \}$/m, `schema: ${parts}`)}components:\n`],
		]);
		const { files, problems } = await generateFrom({ "openapi.yaml": text });
		expect(problems).toEqual([]);
		expect(files["webhooks.ts"]).toContain('event: { field: "event", value: "pinged" },');
		expect(files["webhooks.ts"]).toContain("fields: { count: {}, event: { required: true } },\n\t\t},");
		expect(files["webhook-formats.ts"]).toContain(
			'\tping: { event: { field: "event", value: "pinged" }, fields: { count: {}, event: {} } },\n',
		);
		expect(files["operations.ts"]).not.toContain("ping");
		expect(Object.keys(JSON.parse(files["openapi.json"] ?? "").webhooks)).toEqual(["ping"]);
		const without = await generateFrom({ "openapi.yaml": THINGS });
		expect(Object.keys(without.files)).toEqual(Object.keys(files));
		expect(without.files["webhooks.ts"]).toContain("export const webhooks = {\n} as const");
	});

	test("the schemas of a payload are those that its operations refer to", async () => {
		const text = edited(THINGS, [
			schemas("Ping: { type: object, properties: { inner: { $ref: '#/components/schemas/Inner' } } }"),
			schemas("Inner: { type: object }"),
			[
				"components:\n",
				`${WEBHOOK.replace("properties: {", "properties: { a: { $ref: '#/components/schemas/Ping' },")}components:\n`,
			],
		]);
		const { files } = await generateFrom({ "openapi.yaml": text });
		const named = (file: string) => ["Thing", "Ping", "Inner"].filter((name) => files[file]?.includes(`\t\t"${name}": {`));
		expect(named("payloads.ts")).toEqual(["Thing"]);
		expect(named("webhook-payloads.ts")).toEqual(["Ping", "Inner"]);
	});

	test.each(["true", "{}"])("a member that may be anything: %s", async (schema) => {
		const { files, problems } = await generateFrom({ "openapi.yaml": edited(THINGS, [member(`other: ${schema}`)]) });
		expect(problems).toEqual([]);
		expect(files["schema.d.ts"]).toContain("other?: unknown;");
	});

	test("a component beside one that has the name of its nullable variant: each keeps its own rules", async () => {
		const text = edited(THINGS, [
			schemas("A: { type: string, enum: [x] }"),
			schemas("A_or_null: { type: integer }"),
			member("one: { anyOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }] }"),
			member("two: { $ref: '#/components/schemas/A_or_null' }"),
			["example: { name: a }", "example: { name: a, one: null, two: 3 }"],
		]);
		expect((await generateFrom({ "openapi.yaml": text })).problems).toEqual([]);
	});

	test("the defaults of an encoding, written out", async () => {
		const encoding = "            encoding: { Tags: { style: form, explode: true, allowReserved: false } }\n";
		const text = edited(THINGS, [["            examples:\n", `${encoding}            examples:\n`]]);
		expect((await generateFrom({ "openapi.yaml": text })).problems).toEqual([]);
	});

	test("extensions that look like a path, a response, a component or a schema are none of these", async () => {
		const like = "{ get: { operationId: no }, schema: { type: nothing }, a: 1 }";
		const text = edited(THINGS, [
			["paths:\n", `paths:\n  x-path: ${like}\n  x-null: null\n`],
			["  /things/{id}:\n", `  /things/{id}:\n    x-item: ${like}\n`],
			['        "204":\n', `        x-response: ${like}\n        x-none: null\n        "204":\n`],
			["components:\n", `components:\n  x-kind: ${like}\n`],
			[SCHEMAS, `${SCHEMAS}      x-schemas: { allOf: [no], properties: { a: no } }\n`],
		]);
		const { files, problems } = await generateFrom({ "openapi.yaml": text });
		expect(problems).toEqual([]);
		const plain = (await generateFrom({ "openapi.yaml": THINGS })).files;
		for (const [path, content] of Object.entries(files)) if (path !== "openapi.json") expect(content, path).toBe(plain[path]);
		expect(JSON.parse(files["openapi.json"] ?? "").paths["x-path"].get).toEqual({ operationId: "no" });
	});

	test("an example that looks like a schema", async () => {
		const text = edited(THINGS, [
			member("other: { type: object, additionalProperties: true }"),
			["example: { name: a }", "example: { name: a, other: { allOf: [a], oneOf: [a], discriminator: { propertyName: a } } }"],
		]);
		expect((await generateFrom({ "openapi.yaml": text })).problems).toEqual([]);
	});

	test("names that are keywords elsewhere: of members, headers, media types and examples", async () => {
		const text = edited(THINGS, [
			member("allOf: { type: object, properties: { format: { type: string }, schema: { type: string } } }"),
			["            X-Count:", "            schema: { schema: { type: string }, example: iri }\n            X-Count:"],
			["              one: { value", "              schema: { value: { Name: format } }\n              one: { value"],
		]);
		expect((await generateFrom({ "openapi.yaml": text })).problems).toEqual([]);
	});
});

describe("files", () => {
	const withFile = (reference: string) => ({
		"openapi.yaml": edited(THINGS, [member(`other: { $ref: ${reference} }`), member(`more: { $ref: ${reference} }`)]),
	});

	test("a file that does not parse is one problem, however many refer to it", async () => {
		const { problems } = await generateFrom({ ...withFile("other.yaml"), "other.yaml": "type: string\n\tpattern: ^a\n" });
		expect(problems.map(({ file, line, message }) => [file, line, message])).toEqual([
			["other.yaml", 2, expect.stringContaining("tab characters")],
		]);
	});

	test.each(["/etc/hostname", "/dev/zero", "../../../etc/hostname"])("%s is not read", async (reference) => {
		const { problems } = await generateFrom(withFile(reference));
		expect(problems).toHaveLength(2);
		for (const { file, message } of problems) {
			expect([file, message]).toEqual([
				"openapi.yaml",
				expect.stringMatching(/it is outside of the folder of the description; copy the file there|it is no file/),
			]);
		}
	});

	test("a link to a file elsewhere is not read", async () => {
		const [folder, elsewhere] = [temporaryFolder("things"), temporaryFolder("elsewhere")];
		writeFileSync(join(elsewhere, "other.yaml"), "type: string\n");
		symlinkSync(join(elsewhere, "other.yaml"), join(folder, "other.yaml"));
		const { problems } = await generateFrom(withFile("other.yaml"), folder);
		expect(problems.map(({ message }) => message)).toEqual([
			expect.stringContaining("got other.yaml: it is outside of the folder"),
			expect.stringContaining("got other.yaml: it is outside of the folder"),
		]);
	});
});
