import { describe, expect, test } from "vitest";
import { usesIn } from "../../../src/core/explorer/resource-uses.ts";
import { describeApi, ID, objectOf, operation } from "../contract/support/described.ts";

const WIDGET = objectOf({ id: ID });
const ITEM = { id: "w1" };

const describeWidgets = () =>
	describeApi({
		"/v2/Widgets": {
			post: operation("createWidget", [201, WIDGET], { name: { type: "string" } }),
			get: operation("listWidgets", [200, WIDGET]),
		},
		"/v2/Widgets/{Widget}": { get: operation("fetchWidget", [200, WIDGET]) },
		"/v2/Widgets/{Widget}.json": { get: operation("fetchWidgetAsFile", [200, WIDGET]) },
		"/v2/Widgets/{Owner}/Settings": {
			get: operation("fetchSettings", [200, WIDGET]),
			put: operation("setSettings", [200, WIDGET], { name: { type: "string" } }),
		},
		"/v2/Widgets/{Owner}/Parts/{Part}": { delete: operation("deletePart", [204]) },
		"/v2/Shops/{shop}/Widgets/{Widget}": { get: operation("fetchWidgetOfShop", [200, WIDGET]) },
	});

describe("the operations that a resource is offered", () => {
	const usesAt = async (path: string, item: object = ITEM) => {
		const { operations } = await describeWidgets();
		const uses = usesIn({ path }, { operations, propertyNameFor: (name) => name })({ ...item });
		return uses.map(({ operationId, values }) => [operationId, { ...values }]);
	};

	test("of a collection: those on its items, also with a suffix", async () => {
		expect(await usesAt("/v2/Widgets")).toEqual([
			["fetchWidget", { Widget: "w1" }],
			["fetchWidgetAsFile", { Widget: "w1" }],
		]);
	});

	test("by a longer path, if the resource shows what that path names", async () => {
		expect(await usesAt("/v2/Widgets", { ...ITEM, shop: "s1" })).toContainEqual([
			"fetchWidgetOfShop",
			{ shop: "s1", Widget: "w1" },
		]);
	});

	test("alone below its parent: those of its own path, without its identifier", async () => {
		expect(await usesAt("/v2/Widgets/w1/Settings", { id: "s9" })).toEqual([
			["fetchSettings", { Owner: "w1" }],
			["setSettings", { Owner: "w1" }],
		]);
	});

	test("below another: with the identifiers of both", async () => {
		expect(await usesAt("/v2/Widgets/w1/Parts", { id: "p1" })).toEqual([["deletePart", { Owner: "w1", Part: "p1" }]]);
	});
});
