import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, onTestFinished, test } from "vitest";
import { editionsOf } from "../../scripts/editions/editions.ts";
import { generateTypes } from "../../scripts/generators/types.ts";
import { createDocumentReader } from "../../scripts/pipeline/document-reader.ts";
import type { Model } from "../../scripts/pipeline/model.ts";
import type { MediaType, OpenApi, Schema } from "../../scripts/pipeline/openapi.ts";
import { allOperationsOf, operationsOf } from "../../scripts/pipeline/operations-of.ts";
import { redoclyCore } from "../../scripts/pipeline/redocly-core.ts";
import { visitNodes } from "../../scripts/pipeline/visit-schemas.ts";
import { compareDescriptions } from "../../src/core/compare/compare-descriptions.ts";
import { readDescription } from "../../src/core/compare/read-description.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { compile30, compile31 } from "../editions/support/schema-3-0.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { OUTSIDE_VALIDATORS } from "./outside-validators.ts";

const bundle: OpenApi = JSON.parse(readFileSync("generated/openapi.json", "utf8"));
const editions = editionsOf(bundle).map((edition) => ({ ...edition, document: JSON.parse(edition.content) as OpenApi }));

test("there is one of each host in each version, and each operation is in one of a version", () => {
	expect(editions.map(({ path }) => path)).toEqual([
		...["openapi.conversations.json", "openapi.conversations.3.0.json"],
		...["openapi.chat.json", "openapi.chat.3.0.json"],
	]);
	const all = allOperationsOf(bundle).map(({ operation }) => operation.operationId);
	expect(idsIn("3.1").sort()).toEqual([...all].sort());
	expect(idsIn("3.0").sort()).toEqual(
		operationsOf(bundle)
			.map(({ operation }) => operation.operationId)
			.sort(),
	);
});

describe.each(editions)("$path", ({ document, openapi }) => {
	test.each(Object.entries(OUTSIDE_VALIDATORS))("passes %s without a warning", async (_, findings) => {
		expect(await findings(structuredClone(document) as unknown as Record<string, unknown>)).toEqual([]);
	});

	test("passes Redocly's linter without a warning", async () => {
		expect(await lint(document)).toEqual([]);
	});

	test("accepts every example of the description", () => {
		const compile = openapi.startsWith("3.0") ? compile30 : compile31;
		const validators = new Map<string, ReturnType<typeof compile30>>();
		let accepted = 0;
		for (const { schema, value, pointer } of examplesIn(document)) {
			const key = JSON.stringify(schema);
			const validate = validators.get(key) ?? compile(schema, document.components?.schemas);
			validators.set(key, validate);
			expect(validate(value), `${pointer}: ${JSON.stringify(validate.errors)}`).toBe(true);
			accepted += 1;
		}
		expect(accepted).toBeGreaterThan(40);
	});

	test("says what the description says, but for the rules that it keeps as extensions", () => {
		const kept = [...new Set(JSON.stringify(document).match(/(?<="x-)[a-z]+[A-Z]\w+(?=":)/g))];
		const paths = new Set([...Object.keys(document.paths ?? {}), ...Object.keys(document.webhooks ?? {})]);
		const ours = readDescription(bundle).filter(({ path }) => paths.has(path));
		const { differences } = compareDescriptions(ours, readDescription(document), "the edition");
		const wider = differences.filter(({ kind, keyword = "" }) => kind === "looser-there" && kept.includes(keyword));
		expect(
			differences
				.filter((difference) => !wider.includes(difference))
				.map(({ pointer, keyword, kind }) => [pointer, keyword, kind]),
		).toEqual([]);
		expect(ours.length).toBeGreaterThan(9);
		expect(document.info.description?.includes("`x-contentMediaType`")).toBe(openapi.startsWith("3.0"));
	});
});

test("Redocly's linter finds what 3.0 lacks", async () => {
	const broken = structuredClone(editions[3]?.document as OpenApi);
	Object.assign(Object.values(broken.components?.schemas ?? {})[0] ?? {}, { type: ["string", "null"] });
	expect((await lint(broken)).some((rule) => rule.startsWith("struct"))).toBe(true);
});

test("types of all editions compile, and those of 3.1 are the types of the package", () => {
	const folder = temporaryFolder("editions", { whenDone: onTestFinished });
	const names = editions.map(({ path, document }) => {
		const [types] = generateTypes({ document } as unknown as Model, { runtime: "" });
		writeFileSync(join(folder, `${path}.d.ts`), types?.content ?? "");
		return path;
	});
	const check = `import type { operations as All } from ${JSON.stringify(resolve("generated/schema.d.ts"))};
${names.map((path, index) => `import type { operations as Part${index} } from ${JSON.stringify(`./${path}`)};`).join("\n")}
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export const same: Same<All, Part0 & Part2> | Same<{ [K in keyof All]: Same<All[K], (Part0 & Part2)[K]> }, { [K in keyof All]: true }> = true;
export const keys: Same<keyof All, keyof Part0 | keyof Part2> = true;
export const lower: [keyof Part1 & keyof All, keyof Part3 & keyof All] = ["DELIBERATE", "DELIBERATE"];
`;
	writeFileSync(join(folder, "check.ts"), check);
	const options = {
		strict: true,
		noEmit: true,
		skipLibCheck: false,
		types: [],
		allowImportingTsExtensions: true,
		allowArbitraryExtensions: true,
	};
	const program = ts.createProgram([join(folder, "check.ts")], {
		...options,
		module: ts.ModuleKind.NodeNext,
		target: ts.ScriptTarget.ES2022,
	});
	const problems = ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
	expect(problems).toEqual([expect.stringContaining("DELIBERATE"), expect.stringContaining("DELIBERATE")]);
});

function idsIn(version: string): string[] {
	const chosen = editions.filter(({ openapi }) => openapi.startsWith(version));
	return chosen.flatMap(({ document }) => allOperationsOf(document).map(({ operation }) => operation.operationId));
}

/** The rules of which Redocly's strict rule set finds a breach, each with its place. */
async function lint(document: OpenApi): Promise<string[]> {
	const config = await redoclyCore.createConfig({ extends: ["recommended-strict"] });
	const source = JSON.stringify(document);
	const problems = await redoclyCore.lintFromString({ source, config });
	return problems.map(({ ruleId, location }) => `${ruleId} ${location[0]?.pointer}`);
}

/** Every example with the schema beside it. */
function examplesIn(document: OpenApi) {
	const reader = createDocumentReader(document);
	const found: { schema: Schema | undefined; value: unknown; pointer: string }[] = [];
	visitNodes(document, (member, path) => {
		if (path.at(-1) !== "schema" || typeof member !== "object") return;
		const pointer = toPointer(path.slice(0, -1));
		const owner = path.slice(0, -1).reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document) as MediaType;
		for (const example of reader.examples(owner, pointer)) found.push({ schema: owner.schema, ...example });
	});
	return found;
}
