import { expect, test } from "vitest";
import { generateFolder } from "./in-process.ts";
import { copyToy, createWorkspace, type Description } from "./workspace.ts";

interface BadInput {
	readonly break: (description: Description) => void;
	/** Texts that the output must contain, `file:line:column` first. */
	readonly says: readonly string[];
}

/** Faults of a description, and the place and the message that are reported. */
const BAD_INPUT: Record<string, BadInput> = {
	"YAML that does not parse": {
		break: ({ edit }) => edit("openapi/schemas/Person.yaml", "required: [name]", "required: [name"),
		says: ["openapi/schemas/Person.yaml:3:1 error", "expected YAML or JSON"],
	},
	"a root that does not parse": {
		break: ({ edit }) => edit("openapi/openapi.yaml", "  title: Toy library", "  title: : Toy library"),
		says: ["openapi/openapi.yaml:3:10 error", "expected YAML or JSON"],
	},
	"a root that is not there": {
		break: ({ remove }) => remove("openapi/openapi.yaml"),
		says: ["openapi/openapi.yaml:1:1 error", "expected a description, found no such file"],
	},
	"a reference to a file that is not there": {
		break: ({ edit }) => edit("openapi/schemas/Book.yaml", "$ref: Person.yaml", "$ref: Persona.yaml"),
		says: [
			"openapi/schemas/Book.yaml:20:9 error expected a $ref that leads to something, got Persona.yaml: there is no file openapi/schemas/Persona.yaml",
		],
	},
	"a reference to a component that is not there": {
		break: ({ edit }) =>
			edit("openapi/paths/book.yaml", "../parameters/BookId.yaml", "../openapi.yaml#/components/parameters/Nothing"),
		says: [
			"openapi/paths/book.yaml:2:5 error expected a $ref that leads to something",
			"openapi/openapi.yaml has nothing at /components/parameters/Nothing",
		],
	},
	"a reference that leads back to itself": {
		break: ({ edit }) =>
			edit("openapi/schemas/BookId.yaml", "type: string\npattern: ^bk_[0-9a-z]{8}$\nx-source: catalogue", "$ref: BookId.yaml"),
		says: [
			"openapi/schemas/BookId.yaml:1:1 error expected a $ref that leads to something, got BookId.yaml: it leads back to itself",
			"1 problem.",
		],
	},
	"a reference with members beside it that leads back to itself": {
		break: ({ edit }) => edit("openapi/schemas/BookId.yaml", "type: string", "$ref: BookId.yaml\ntype: string"),
		says: [
			"openapi/schemas/BookId.yaml:1:1 error expected a $ref that leads to something, got BookId.yaml: it leads back to itself",
			"1 problem.",
		],
	},
	"a reference that leads back to itself and is found again after others were read": {
		break: ({ edit, write }) => {
			const files = Array.from({ length: 40 }, (_, index) => `openapi/schemas/Far${index}.yaml`);
			const next = ["Round.yaml", ...files.map((_, index) => `Far${index}.yaml`)];
			for (const [index, file] of files.entries()) write(file, `type: object\nproperties: { a: { $ref: ${next[index]} } }\n`);
			write("openapi/schemas/Round.yaml", "$ref: Round.yaml\n");
			const members = ["Round.yaml", ...files.map((_, index) => `Far${index}.yaml`)]
				.map((name, index) => `  round${index}: { $ref: ${name} }\n`)
				.join("");
			edit("openapi/schemas/Book.yaml", "properties:\n", `properties:\n${members}`);
		},
		says: [
			"openapi/schemas/Round.yaml:1:1 error expected a $ref that leads to something, got Round.yaml: it leads back to itself",
			"1 problem.",
		],
	},
	"a reference to another host": {
		break: ({ edit }) => edit("openapi/schemas/Book.yaml", "$ref: Person.yaml", "$ref: https://example.test/Person.yaml"),
		says: ["openapi/schemas/Book.yaml:20:9 error", "expected a local file, got an address"],
	},
	"an OpenAPI 3.0 document": {
		break: ({ edit }) => edit("openapi/openapi.yaml", "openapi: 3.1.1", "openapi: 3.0.3"),
		says: ["openapi/openapi.yaml:1:1 error expected an OpenAPI 3.1 document, got openapi: 3.0.3"],
	},
	"an operation without operationId": {
		break: ({ edit }) => edit("openapi/paths/book.yaml", "  operationId: fetchBook\n", ""),
		says: ["openapi/paths/book.yaml:3:1 error expected an operationId, found none", "name"],
	},
	"an operationId that is no name": {
		break: ({ edit }) => edit("openapi/paths/book.yaml", "fetchBook", "fetch-book"),
		says: ["openapi/paths/book.yaml:4:3 error expected a name that a method can have, got fetch-book"],
	},
	"two parameters of one name in different locations": {
		break: ({ edit }) => edit("openapi/paths/books.yaml", "name: session", "name: limit"),
		says: [
			"openapi/paths/books.yaml:32:7 error expected each name once an operation, got limit as a query parameter and as a cookie parameter; rename one",
		],
	},
	"a parameter and a field of one name": {
		break: ({ edit }) => edit("openapi/paths/notes.yaml", "            Text:\n", "            bookId:\n"),
		says: [
			"openapi/paths/notes.yaml:16:13 error expected each name once an operation, got bookId as a path parameter and as a body field",
		],
	},
	"a format that is not checked": {
		break: ({ edit }) => edit("openapi/paths/cover.yaml", "format: uri", "format: iri"),
		says: ["openapi/paths/cover.yaml:19:15 error expected a format that is checked (date, date-time, email, uri, uuid), got iri"],
	},
	"a string that holds another format than JSON": {
		break: ({ edit }) => edit("openapi/paths/notes.yaml", "contentMediaType: application/json", "contentMediaType: text/csv"),
		says: ["openapi/paths/notes.yaml:45:15 error expected application/json, got text/csv"],
	},
	"a pattern that does not parse": {
		break: ({ edit }) => edit("openapi/schemas/BookId.yaml", "{8}$", "{8}$("),
		says: ["openapi/schemas/BookId.yaml:1:1", "error expected a schema that compiles", "Invalid regular expression"],
	},
	"a keyword that no validator knows": {
		break: ({ edit }) => edit("openapi/paths/books.yaml", "maxItems: 100", "unevaluatedItems: false"),
		says: ["openapi/paths/books.yaml:55:15 error expected a schema that compiles", "unevaluatedItems"],
	},
	"a request body that is not encoded": {
		break: ({ edit }) => edit("openapi/paths/cover.yaml", "application/json:", "multipart/form-data:"),
		says: [
			"openapi/paths/cover.yaml:11:7 error expected application/x-www-form-urlencoded or application/json, got multipart/form-data",
		],
	},
	"a form field that cannot be written as text": {
		break: ({ edit }) => edit("openapi/paths/notes.yaml", "              type: boolean", "              type: object"),
		says: [
			"openapi/paths/notes.yaml:26:13 error form field Public: expected one type of string, integer, number, boolean, or a list of it, got object",
		],
	},
	"a parameter style that is not written": {
		break: ({ edit }) =>
			edit(
				"openapi/paths/books.yaml",
				"    - name: genre\n      in: query",
				"    - name: genre\n      in: query\n      style: pipeDelimited",
			),
		says: ["openapi/paths/books.yaml:11:7 error expected style form in query, got pipeDelimited"],
	},
	"pages that cannot be followed": {
		break: ({ edit }) => edit("openapi/paths/books.yaml", "next: /next", "next: /nxt"),
		says: [
			"openapi/paths/books.yaml:7:5 error expected a pointer to a string of the 200 response, got /nxt, which leads to nothing",
		],
	},
	"a response without an example": {
		break: ({ edit }) => edit("openapi/responses/Problem.yaml", "    example:\n      error: no such book\n", ""),
		says: ["openapi/responses/Problem.yaml:1:1 error expected at least one example of the 4XX response, found none"],
	},
	"a source that is not listed": {
		break: ({ edit }) => edit("openapi/schemas/BookId.yaml", "x-source: catalogue", "x-source: catalog"),
		says: [
			"openapi/schemas/BookId.yaml:3:1 error expected one of catalogue, desk, got catalog; list a new source under x-sources",
		],
	},
	"a fact without a source": {
		break: ({ edit }) => edit("openapi/schemas/BookId.yaml", "x-source: catalogue", ""),
		says: ["openapi/schemas/BookId.yaml:1:1 error expected an x-source, found none; name one of catalogue, desk"],
	},
	"a file that nothing refers to": {
		break: ({ write }) => write("openapi/schemas/Lonely.yaml", "type: string\n"),
		says: [
			"openapi/schemas/Lonely.yaml:1:1 error expected every file of the description to be referred to, found one that is not",
		],
	},
	"a fault in a component, reported once however many operations use it": {
		break: ({ edit }) => edit("openapi/parameters/BookId.yaml", "in: path", "in: path\nexplode: true"),
		says: ["openapi/parameters/BookId.yaml:3:1 error expected the default of style simple", "1 problem."],
	},
	"a server without a host": {
		break: ({ edit }) => edit("openapi/paths/cover.yaml", "https://files.library.test", "/files"),
		says: ["openapi/paths/cover.yaml:1:1 error expected a server with an absolute http(s) address, got /files"],
	},
	"a list of APIs without an output": {
		break: ({ edit }) => edit("redocly.yaml", "    output: generated/openapi.json\n", ""),
		says: ["redocly.yaml:1:1 error apis.toy.output: expected the path of the bundle, such as generated/openapi.json; found none"],
	},
	"an output folder that holds the sources": {
		break: ({ edit }) => edit("redocly.yaml", "output: generated/openapi.json", "output: ./openapi.json"),
		says: ["redocly.yaml:1:1 error apis.toy.output: expected a folder of its own, got the one that holds the sources"],
	},
	"no list of APIs": {
		break: ({ remove }) => remove("redocly.yaml"),
		says: ["redocly.yaml:1:1 error no such file; name the right one with --config"],
	},
};

test.each(Object.entries(BAD_INPUT))("%s", async (_, { break: breakIt, says }) => {
	const description = copyToy();
	breakIt(description);
	const { files, problems } = await generateFolder(description.folder);
	const lines = problems.map(({ file, line, column, severity, message }) => `${file}:${line}:${column} ${severity} ${message}`);
	const count = problems.length === 1 ? "1 problem." : `${problems.length} problems.`;
	for (const words of says) expect([...lines, count].join("\n")).toContain(words);
	expect(lines.join("\n")).not.toContain("    at ");
	expect(files).toEqual({});
});

/** One of each part of the pipeline: the configuration, the files, their references, the linter, the model and the generators. */
const OF_EACH_PART = [
	...["no list of APIs", "a list of APIs without an output", "YAML that does not parse", "a root that is not there"],
	...["a reference that leads back to itself", "a keyword that no validator knows", "a file that nothing refers to"],
	...["an operation without operationId", "a fault in a component, reported once however many operations use it"],
];

test.concurrent.for(OF_EACH_PART)("the command prints %s, and writes nothing", async (name, { expect, onTestFinished }) => {
	const workspace = createWorkspace(onTestFinished);
	const { break: breakIt, says } = BAD_INPUT[name] as BadInput;
	breakIt(workspace);
	const before = workspace.generated();
	const { code, stderr } = await workspace.generate();
	for (const words of says) expect(stderr).toContain(words);
	expect(stderr).not.toContain("    at ");
	expect(code).toBe(1);
	expect(workspace.generated()).toEqual(before);
});
