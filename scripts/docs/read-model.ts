import { buildModel } from "../pipeline/build-model.ts";
import type { Loader } from "../pipeline/load.ts";
import type { Model } from "../pipeline/model.ts";
import { DescriptionError, ModelError } from "../pipeline/problem.ts";

/**
 * Reads the first description of a loader, which is the one that has a site.
 *
 * @throws {DescriptionError} if it has a problem
 */
export async function readModel(loader: Loader): Promise<Model> {
	return (await readLocatedModel(loader)).model;
}

/** A description, and the file of each of its nodes, from the root of the project. */
export interface LocatedModel {
	readonly model: Model;
	readonly fileOf: (pointer: string) => string;
}

/** The same with the files that it was read from. */
export async function readLocatedModel(loader: Loader): Promise<LocatedModel> {
	const [api] = loader.apis;
	if (api === undefined) throw new Error("expected a description, found none");
	const { bundle, locate, fileOf } = await loader.bundle(api);
	try {
		return { model: buildModel(bundle), fileOf };
	} catch (error) {
		if (!(error instanceof ModelError)) throw error;
		throw new DescriptionError(
			error.problems.map(({ pointer, message }) => ({ ...locate(pointer), message, rule: "model", severity: "error" })),
		);
	}
}
