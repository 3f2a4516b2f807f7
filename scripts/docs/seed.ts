import type { Model } from "../pipeline/model.ts";

/** Resources to begin with, by the path of their collection. */
export type ExampleSeed = {
	readonly resources: readonly CollectionExamples[];
};

interface CollectionExamples {
	readonly server: string;
	readonly path: string;
	readonly items: readonly Readonly<Record<string, unknown>>[];
}

/**
 * What a sandbox has to hold for the samples to work: the resource of every documented answer to a fetch, at the
 * path that the examples of the parameters make.
 */
export function exampleSeed({ operations }: Model): ExampleSeed {
	const found = new Map<string, CollectionExamples>();
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
