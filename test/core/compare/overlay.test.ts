import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readGeneratedApi } from "../../../src/core/compare/read-generated-api.ts";
import { toyApi, toyWebhookApi } from "../../fixtures/toy/api.ts";
import bundle from "../../fixtures/toy/generated/openapi.json" with { type: "json" };
import { anyDamage, DAMAGES, damageDocument } from "./support/damage.ts";
import { changedElsewhere, libraryElsewhere } from "./support/descriptions.ts";
import { corrected } from "./support/overlay.ts";

const ours = readGeneratedApi(toyApi, toyWebhookApi);
const DIALECTS = { "OpenAPI 3.1": bundle as object, "OpenAPI 3.0": libraryElsewhere() as object };

test("differences of every kind are corrected, each with its reason and its source", async () => {
	const { left, overlay, result, warnings } = await corrected(changedElsewhere(), ours);
	expect(new Set(result.differences.map(({ kind }) => kind)).size).toBe(6);
	expect({ left, warnings }).toEqual({ left: [], warnings: [] });
	expect(overlay).toMatchObject({ overlay: "1.1.0", info: { title: "Corrections of theirs" } });
	expect(overlay.actions).toContainEqual({
		target: "$.components.parameters.limit.schema",
		description: "listBooks /request/query/limit maximum: at most 100, instead of at most 50",
		update: { maximum: 100 },
		"x-source": ["catalogue"],
	});
	expect(overlay.actions).toContainEqual(
		expect.objectContaining({ target: "$.paths['/books'].get.responses['429']", remove: true }),
	);
});

describe.each(Object.entries(DIALECTS))("%s", (_, document) => {
	test("what says the same needs no correction, and an overlay has an action all the same", async () => {
		const { left, overlay } = await corrected(document, ours);
		expect(left).toEqual([]);
		expect(overlay.actions).toEqual([{ target: "$", description: "There is nothing to correct.", update: {} }]);
	});

	test.each(Object.keys(DAMAGES))("where %s, the overlay corrects it", async (kind) => {
		const index = Object.keys(DAMAGES).indexOf(kind);
		let found = 0;
		for (const choice of [0, 1]) {
			const { left, result } = await corrected(damageDocument(document, [[index, choice * 37, choice]]), ours);
			expect(left.filter(isExpressible)).toEqual([]);
			found += result.differences.length;
		}
		if (kind !== "a component is written out") expect(found).toBeGreaterThan(0);
	});

	test("after any damage, the overlay corrects it, or says what it does not correct", async () => {
		let partly = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(anyDamage, { minLength: 1, maxLength: 8 }), async (damages) => {
				const { left, overlay, warnings } = await corrected(damageDocument(document, damages), ours);
				expect(overlay["x-not-corrected"]?.length ?? 0).toBe(left.length);
				expect(warnings.length > 0).toBe(left.length > 0);
				partly += left.filter(isExpressible).length;
			}),
			{ numRuns: 8 },
		);
		expect(partly).toBe(0);
	});
});

/** Several types need 3.1. */
function isExpressible(difference: string): boolean {
	return !/ type \w+ or \w+ /.test(difference);
}
