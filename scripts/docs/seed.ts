import { collectionPath, encodeSegment, itemParameter, writePath } from "../../src/core/operation/path-template.ts";
import type { CollectionSeed, Seed } from "../../src/core/sandbox/seed.ts";
import type { Model } from "../pipeline/model.ts";

/**
 * The resources that the samples expect in the sandbox: for each fetch, the example of its response, at the path that the
 * examples of its parameters make.
 */
export function exampleSeed({ operations }: Model): Seed {
	const found = new Map<string, CollectionSeed>();
	for (const { descriptor, request, responses } of operations) {
		const [example] = Object.values(responses["200"]?.examples ?? {});
		if (
			descriptor.method !== "GET" ||
			itemParameter(descriptor.path) === undefined ||
			typeof example !== "object" ||
			example === null
		)
			continue;
		const path = writePath(collectionPath(descriptor.path), (name) =>
			encodeSegment(String(request.parameterExamples[name] ?? name)),
		);
		found.set(descriptor.server + path, { server: descriptor.server, path, items: [{ ...example }] });
	}
	return { resources: [...found.values()] };
}
