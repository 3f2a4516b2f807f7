import type { Conventions } from "../../src/core/operation/conventions.ts";
import { collectionPath, encodeSegment, itemParameter, writePath } from "../../src/core/operation/path-template.ts";
import type { CollectionSeed, Seed } from "../../src/core/sandbox/seed.ts";
import type { Model } from "../pipeline/model.ts";

/**
 * The resources that the samples expect in the sandbox: for each fetch, the example of its response, at the path that the
 * examples of its parameters make. Of several fetches that lead to the same resource, the first counts.
 */
export function exampleSeed({ operations }: Model, canonicalPath: Conventions["canonicalPath"]): Seed {
	const found = new Map<string, CollectionSeed>();
	for (const { descriptor, request, responses } of operations) {
		const [example] = Object.values(responses["200"]?.examples ?? {});
		const { method, path: template, server } = descriptor;
		if (method !== "GET" || itemParameter(template) === undefined || typeof example !== "object" || example === null) continue;
		const templates = operations.flatMap((other) => (other.descriptor.server === server ? other.descriptor.path : []));
		const collection = collectionPath(template);
		const canonical = canonicalPath?.(collection, templates) ?? collection;
		const path = writePath(canonical, (name) => encodeSegment(String(request.parameterExamples[name] ?? name)));
		const key = server + path;
		if (!found.has(key)) found.set(key, { server, path, items: [{ ...example }] });
	}
	return { resources: [...found.values()] };
}
