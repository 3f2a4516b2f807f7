import { existsSync, readdirSync } from "node:fs";

/** The parts of the package that run in every runtime, and the model that they share. */
const TESTED_PARTS = ["client", "webhooks", "sandbox", "operation"];

/** The folders of their tests, such as `test/core/client`. */
export function listTestFolders(): string[] {
	const parents = readdirSync("test", { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return parents.flatMap(({ name }) => TESTED_PARTS.map((part) => `test/${name}/${part}`).filter((folder) => existsSync(folder)));
}

export function listTestFiles(): string[] {
	return listTestFolders().flatMap((folder) =>
		readdirSync(folder)
			.filter((name) => name.endsWith(".test.ts"))
			.map((name) => `${folder}/${name}`),
	);
}
