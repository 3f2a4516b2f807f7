import { afterAll, expect, test } from "vitest";
import type { Schema } from "../../../scripts/pipeline/openapi.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { createBench } from "./support/altered.ts";
import { describeApi, ID, objectOf, operation } from "./support/described.ts";
import { evidenceTests } from "./support/evidence-tests.ts";
import { toyContractPolicy, toyTarget } from "./support/toy.ts";

evidenceTests("the toy", createBench(toyApi, toyContractPolicy, toyTarget()));

const NAME: Schema = { type: "string", maxLength: 20 };
const DOOR = objectOf({ id: ID, name: NAME });
const LOCK = objectOf({ name: NAME });
const paths = {
	"/Doors": { post: operation("createDoor", [201, DOOR], { name: NAME }), delete: operation("deleteDoors", [204]) },
	"/Doors/{Door}": { get: operation("fetchDoor", [200, DOOR]), delete: operation("deleteDoor", [204]) },
	"/Doors/{Door}/Remove": { post: operation("openDoor", [200, DOOR]) },
	"/Doors/{Door}.json": { delete: operation("removeDoor", [204]) },
	"/Doors/{Door}/Lock": {
		get: operation("fetchLock", [200, LOCK]),
		put: operation("replaceLock", [200, LOCK], { name: NAME }),
		delete: operation("deleteLock", [204]),
	},
};
const doors = await describeApi(paths, {}, temporaryFolder("doors", { whenDone: afterAll }));
const doorsBench = createBench(doors, toyContractPolicy, toyTarget(undefined, doors));
evidenceTests("an API with triggers, resources that are alone, and two ways to delete", doorsBench);

test("each of its operations is needed by a case", () => {
	const needed = new Set(doorsBench.plan.cases.flatMap(({ evidence }) => evidence.map(({ operationId }) => operationId)));
	expect(Object.keys(doors.operations).filter((operationId) => !needed.has(operationId))).toEqual([]);
});

test("a rule on members that are not described is shown by a request with such a member", async () => {
	const target = { ...toyTarget(), parameters: { bookId: "0b3f6c1e-6f0e-4d5a-9b1c-2a3d4e5f6a7b" } };
	const { plan, unproved } = createBench(toyApi, toyContractPolicy, target);
	const cases = plan.cases.filter(({ rule }) => rule?.keyword === "additionalProperties");
	expect(cases.length).toBeGreaterThan(0);
	for (const testCase of cases) expect(await unproved(testCase), testCase.id).toBeUndefined();
});
