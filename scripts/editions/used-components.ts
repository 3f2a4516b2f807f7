import { fromPointer } from "../../src/core/operation/json-pointer.ts";
import { withoutExtensions } from "../../src/core/operation/without-extensions.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import { allOperationsOf } from "../pipeline/operations-of.ts";
import { isPayload, visitMembers, visitNodes } from "../pipeline/visit-schemas.ts";

type ComponentsByKind = Record<string, Record<string, unknown>>;

/** A document without the components that its operations do not refer to, directly or through other components. */
export function withUsedComponents(document: OpenApi): OpenApi {
	return document.components === undefined ? document : { ...document, components: usedComponents(document) };
}

function usedComponents(document: OpenApi): ComponentsByKind {
	const components = (document.components ?? {}) as ComponentsByKind;
	const used = new Set<string>();
	const follow = (reference: unknown) => {
		const [, kind = "", name = ""] = typeof reference === "string" ? fromPointer(targetOf(reference)) : [];
		const pointer = `#/components/${kind}/${name}`;
		if (used.has(pointer) || !Object.hasOwn(components[kind] ?? {}, name)) return;
		used.add(pointer);
		const visit = (member: unknown, path: readonly string[]) => {
			if (isReference(path)) follow(member);
			return !isPayload(member, path);
		};
		visitMembers(components[kind]?.[name], visit, ["components", kind, name]);
	};
	const { components: _, ...root } = document;
	visitNodes(root, (member, path) => isReference(path) && follow(member));
	for (const scheme of securityOf(document)) used.add(`#/components/securitySchemes/${scheme}`);
	return Object.fromEntries(
		Object.entries(withoutExtensions(components)).flatMap(([kind, named]) => {
			const kept = Object.entries(named).filter(([name]) => used.has(`#/components/${kind}/${name}`));
			return kept.length > 0 ? [[kind, Object.fromEntries(kept)]] : [];
		}),
	);
}

/** A `$ref`, or an entry of the mapping of a discriminator. */
function isReference(path: readonly string[]): boolean {
	return path.at(-1) === "$ref" || (path.at(-2) === "mapping" && path.at(-3) === "discriminator");
}

/** The mapping of a discriminator may name a schema alone. */
function targetOf(reference: string): string {
	return reference.startsWith("#") ? reference.slice(1) : `/components/schemas/${reference}`;
}

function securityOf(document: OpenApi): string[] {
	const requirements = [document.security, ...allOperationsOf(document).map(({ operation }) => operation.security)];
	return requirements.flatMap((list) => (list ?? []).flatMap((requirement) => Object.keys(requirement)));
}
