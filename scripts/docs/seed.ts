import type { CollectionSeed, Seed } from "../../src/core/sandbox/seed.ts";
import type { Model } from "../pipeline/model.ts";

/**
 * The resources that the samples expect in the sandbox: for each fetch, the example of its response, at the path that the
 * examples of its parameters make.
 */
export function exampleSeed({ operations }: Model): Seed {
	const found = new Map<string, CollectionSeed>();
	for (const { descriptor, request, responses } of operations) {
		const [, collection] = /^(.*)\/\{[^}]+\}$/.exec(descriptor.path) ?? [];
		const [example] = Object.values(responses["200"]?.examples ?? {});
		if (descriptor.method !== "GET" || collection === undefined || typeof example !== "object" || example === null) continue;
		const path = collection.replace(/\{([^}]+)\}/g, (_, name: string) =>
			encodeURIComponent(String(request.parameterExamples[name] ?? name)),
		);
		found.set(descriptor.server + path, { server: descriptor.server, path, items: [{ ...example }] });
	}
	return { resources: [...found.values()] };
}
