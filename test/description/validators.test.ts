import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { OpenApi, PathItem, PathOperation } from "../../scripts/pipeline/openapi.ts";
import { OUTSIDE_VALIDATORS } from "./outside-validators.ts";

type ValidatorName = keyof typeof OUTSIDE_VALIDATORS;

const NAMES = Object.keys(OUTSIDE_VALIDATORS) as ValidatorName[];

/** The parts of a bundle that the breaks change. */
interface Bundle extends OpenApi {
	paths: Record<string, PathItem>;
	components: { responses: Record<string, object>; parameters: Record<string, object> };
}

const OURS = "generated/openapi.json";
const TOY = "test/fixtures/toy/generated/openapi.json";

/** The rules of style that a bundle need not keep: the toy API is terse. */
const EXEMPT: Readonly<Record<string, readonly string[]>> = {
	[TOY]: ["info-contact", "info-description", "operation-description"],
};

/** A change that makes any description invalid, and a part of what each validator that notices it says. */
interface Break {
	readonly change: string;
	readonly apply: (document: Bundle) => void;
	readonly noticed: Partial<Record<ValidatorName, string>>;
}

const BREAKS: readonly Break[] = [
	{
		change: "the version of the API is missing",
		apply: ({ info }) => Reflect.deleteProperty(info, "version"),
		noticed: {
			"spectral:oas": 'must have required property "version"',
			"@seriousme/openapi-schema-validator": "/info: must have required property 'version'",
			"@readme/openapi-parser": "version is missing here!",
		},
	},
	{
		change: "a response has no description",
		apply: ({ components }) => Reflect.deleteProperty(firstOf(components.responses), "description"),
		noticed: {
			"spectral:oas": 'must have required property "description"',
			"@seriousme/openapi-schema-validator": "must have required property 'description'",
			"@readme/openapi-parser": "description is missing here!",
		},
	},
	{
		change: "a parameter is in the body",
		apply: ({ components }) => Object.assign(firstOf(components.parameters), { in: "body" }),
		noticed: {
			"spectral:oas": '"in" property must be equal to one of the allowed values',
			"@seriousme/openapi-schema-validator": "/in: must be equal to one of the allowed values",
			"@readme/openapi-parser": "must be equal to one of the allowed values",
		},
	},
	{
		change: "an operation has an unknown member",
		apply: (document) => Object.assign(firstOf(operationsOf(document)), { response: {} }),
		noticed: {
			"spectral:oas": "must not have unevaluated properties",
			"@seriousme/openapi-schema-validator": "must NOT have unevaluated properties",
			"@readme/openapi-parser": "response is not expected to be here!",
		},
	},
	{
		change: "a reference leads to nothing",
		apply: (document) => Object.assign(firstOf(operationsOf(document)).responses, { 200: { $ref: "#/components/lost" } }),
		noticed: {
			"spectral:oas": "'#/components/lost' does not exist",
			"@seriousme/openapi-schema-validator": "Can't resolve #/components/lost",
			"@readme/openapi-parser": 'Missing $ref pointer "#/components/lost"',
		},
	},
	{
		change: "two operations have one operationId",
		apply: (document) => {
			for (const operation of operationsOf(document).slice(0, 2)) operation.operationId = "same";
		},
		noticed: {
			"spectral:oas": "operation-operationId-unique",
			"@readme/openapi-parser": "The operationId `same` is duplicated",
		},
	},
	{
		change: "a path has an undeclared parameter",
		apply: (document) => {
			const operation = { ...firstOf(operationsOf(document)), operationId: "new", parameters: [] };
			Object.assign(document.paths, { "/new/{lost}": { get: operation } });
		},
		noticed: {
			"spectral:oas": 'Operation must define parameter "{lost}"',
			"@readme/openapi-parser": "missing path parameter(s) for `{lost}`",
		},
	},
	{
		change: "an example breaks its schema",
		apply: ({ components }) => Object.assign(firstOf(components.parameters), { example: {} }),
		noticed: { "spectral:oas": "oas3-valid-media-example" },
	},
	{
		change: "a tag is undeclared",
		apply: (document) => Object.assign(firstOf(operationsOf(document)), { tags: ["lost"] }),
		noticed: { "spectral:oas": "warning operation-tag-defined" },
	},
];

describe.each([OURS, TOY])("%s", (file) => {
	test.each(NAMES)("passes %s without a warning", async (name) => {
		expect(await findingsOf(name, file)).toEqual([]);
	});

	// The larger bundle takes Spectral long: one break shows that it is judged at all.
	const breaks = BREAKS.slice(0, file === TOY ? BREAKS.length : 1);
	test.each(breaks.map((each) => [each.change, each] as const))("would not if %s", async (_, { apply, noticed }) => {
		for (const [name, says] of Object.entries(noticed) as [ValidatorName, string][]) {
			expect((await findingsOf(name, file, apply)).join("\n"), name).toContain(says);
		}
	});
});

test("a missing contact is a warning of Spectral, and every validator notices several breaks", async () => {
	const findings = await findingsOf("spectral:oas", OURS, ({ info }) => Reflect.deleteProperty(info, "contact"));
	expect(findings).toEqual([expect.stringContaining("warning info-contact at info: ")]);
	for (const name of NAMES) expect(BREAKS.filter(({ noticed }) => name in noticed).length, name).toBeGreaterThan(2);
});

/** What a validator finds in a bundle after a change, besides breaches of rules from which the bundle is exempt. */
async function findingsOf(name: ValidatorName, file: string, change: Break["apply"] = () => {}): Promise<string[]> {
	const document = JSON.parse(readFileSync(file, "utf8"));
	change(document);
	const findings = await OUTSIDE_VALIDATORS[name](document);
	return findings.filter((finding) => !EXEMPT[file]?.some((rule) => finding.startsWith(`warning ${rule} at `)));
}

function operationsOf({ paths }: Bundle): PathOperation[] {
	const members = Object.values(paths).flatMap((item) => Object.values(item) as Partial<PathOperation>[]);
	return members.filter((member): member is PathOperation => member.operationId !== undefined);
}

/** The first of several objects. */
function firstOf<T extends object>(objects: readonly T[] | Readonly<Record<string, T>>): T {
	const [first] = Object.values(objects);
	if (first === undefined) throw new Error("the description has none");
	return first;
}
