import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editionsOf } from "../../../scripts/editions/editions.ts";
import { readDescription } from "../../../src/core/compare/read-description.ts";
import { readGeneratedApi } from "../../../src/core/compare/read-generated-api.ts";
import { api } from "../../../src/twilio/api.ts";
import { webhookApi } from "../../../src/twilio/webhooks/api.ts";
import { anyDamage, DAMAGES, damageDocument } from "../../core/compare/support/damage.ts";
import { corrected } from "../../core/compare/support/overlay.ts";

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

	test.each(Object.keys(DAMAGES))("where %s, the overlay corrects it", async (kind) => {
		const index = Object.keys(DAMAGES).indexOf(kind);
		let actions = 0;
		for (let choice = 0; choice < 5; choice++) {
			const damages = [0, 1, 2].map((one) => [index, choice * 37 + one * 101, choice + one] as const);
			const { left, overlay } = await corrected(damageDocument(document, damages), ours);
			expect(left, JSON.stringify(damages)).toEqual([]);
			actions += overlay.actions.length;
		}
		expect(actions).toBeGreaterThan(5);
	});

	test("after any damage, the overlay corrects it", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyDamage, { minLength: 1, maxLength: 12 }), async (damages) => {
				const { left, overlay } = await corrected(damageDocument(document, damages), ours);
				expect(left).toEqual(overlay["x-not-corrected"] ?? []);
				expect(left).toEqual([]);
			}),
			{ numRuns: 30 },
		);
	});
});
