import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editionsOf } from "../../../scripts/editions/editions.ts";
import { runContractCommand } from "../../../src/contract.ts";
import { readDescription } from "../../../src/core/compare/read-description.ts";
import { readGeneratedApi } from "../../../src/core/compare/read-generated-api.ts";
import { api } from "../../../src/twilio/api.ts";
import { webhookApi } from "../../../src/twilio/webhooks/api.ts";
import { anyDamage, damageDocument } from "../../core/compare/support/damage.ts";
import { applyOverlay, corrected } from "../../core/compare/support/overlay.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const editions = editionsOf(JSON.parse(readFileSync("generated/openapi.json", "utf8"))).map(({ path, content }) => {
	const document = JSON.parse(content);
	const ids = readDescription(document).map(({ operationId }) => operationId);
	return { path, document, ours: readGeneratedApi(api, webhookApi).filter(({ operationId }) => ids.includes(operationId)) };
});

describe.each(editions)("$path", ({ document, ours }) => {
	test("needs no correction", async () => {
		const { overlay, left } = await corrected(document, ours);
		expect(left).toEqual([]);
		expect(overlay.actions).toEqual([{ target: "$", description: "There is nothing to correct.", update: {} }]);
	});

	test("after any damage, the overlay corrects it", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyDamage, { minLength: 1, maxLength: 12 }), async (damages) => {
				const { left, overlay } = await corrected(damageDocument(document, damages), ours);
				expect(overlay["x-not-corrected"]).toBeUndefined();
				expect(left).toEqual([]);
			}),
			{ numRuns: 2 },
		);
	});
});

test("the command writes an overlay; applied, it leaves no difference but the known ones", async () => {
	const folder = temporaryFolder("overlay");
	const file = (name: string) => join(folder, name);
	const [, lower] = editions;
	const theirs = structuredClone(lower?.document);
	theirs.components.parameters.Order.schema.enum.push("random");
	theirs.components.schemas.ErrorBody.required = ["code"];
	writeFileSync(file("theirs.json"), JSON.stringify(theirs));
	const run = async (...args: string[]) => {
		const lines: string[] = [];
		const context = {
			out: (text: string) => lines.push(text),
			error: (text: string) => lines.push(text),
			env: {},
			colour: false,
		};
		const printYaml = (value: unknown) => `# YAML\n${JSON.stringify(value)}`;
		return { code: await runContractCommand(["--tag", "Conversations", ...args], context, { printYaml }), out: lines.join("\n") };
	};
	const compare = ["--vendor-spec", file("theirs.json")];
	expect(await run(...compare, "--report", `overlay=${file("fix.json")}`)).toMatchObject({ code: 1 });
	writeFileSync(
		file("fixed.json"),
		JSON.stringify(await applyOverlay(theirs, JSON.parse(readFileSync(file("fix.json"), "utf8")))),
	);
	expect(await run("--vendor-spec", file("fixed.json"))).toMatchObject({ code: 0 });

	expect(await run(...compare, "--report", `overlay=${file("fix.yaml")}`)).toMatchObject({ code: 1 });
	expect(readFileSync(file("fix.yaml"), "utf8")).toMatch(/^# YAML/);

	const baseline = ["--baseline", file("known.json")];
	await run(...compare, ...baseline, "--update-baseline");
	expect((await run(...compare, ...baseline, "--report", "overlay")).out).toContain("There is nothing to correct.");

	expect(await run("--report", "overlay")).toMatchObject({
		code: 2,
		out: expect.stringContaining("expected --vendor-spec <file>"),
	});
	expect(await run(...compare, "--report", "har")).toMatchObject({ code: 2, out: expect.stringContaining("has no meaning") });
	expect(await run(...compare, ...compare, "--report", "overlay")).toMatchObject({
		code: 2,
		out: expect.stringContaining("one --vendor-spec"),
	});
});
