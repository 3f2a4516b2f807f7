import { groupBy } from "../../src/core/operation/group-by.ts";
import type { OpenApi, PathItem, Server } from "../pipeline/openapi.ts";
import { type LocatedOperation, operationsOf, webhooksOf } from "../pipeline/operations-of.ts";
import { withUsedComponents } from "./used-components.ts";

/** The part of a bundle that one host serves. */
export interface HostDocument {
	/** The first label of the host, or as many labels as tell it from the other hosts. */
	readonly label: string;
	/** The address of the server. */
	readonly server: string;
	readonly document: OpenApi;
}

/**
 * Splits a bundle by server. Each part has the operations of one server, which becomes the server of its root, and the tags and
 * components that they use. A webhook belongs to every part that shares a tag with it, and to all parts if none does.
 */
export function splitByHost(bundle: OpenApi): HostDocument[] {
	const operations = groupBy(operationsOf(bundle), (located) => serversOf(located, bundle)[0]?.url ?? "");
	const labels = labelsOf([...operations.keys()]);
	const tagsOf = (located: readonly LocatedOperation[]) => new Set(located.flatMap(({ operation }) => operation.tags ?? []));
	const described = tagsOf([...operations.values()].flat());
	return [...operations].map(([server, own], index) => {
		const tags = tagsOf(own);
		const webhooks = webhooksOf(bundle).filter(({ operation: { tags: named = [] } }) => {
			return named.some((tag) => tags.has(tag)) || !named.some((tag) => described.has(tag));
		});
		const servers = own[0] ? serversOf(own[0], bundle) : [];
		const parts = {
			servers: [...servers],
			tags: (bundle.tags ?? []).filter(({ name }) => tagsOf([...own, ...webhooks]).has(name)),
			paths: collectItems(own.map((located) => [located.path, located])),
			webhooks: collectItems(webhooks.map((located) => [located.name, located])),
		};
		return { label: labels[index] ?? server, server, document: assemble(bundle, parts) };
	});
}

function serversOf({ operation, item }: LocatedOperation, bundle: OpenApi): readonly Server[] {
	return [operation.servers, item.servers, bundle.servers].find((servers) => servers !== undefined && servers.length > 0) ?? [];
}

/** The path items with the given operations only, and without servers of their own. */
function collectItems(located: readonly (readonly [key: string, LocatedOperation])[]): Record<string, PathItem> {
	const items: Record<string, PathItem> = {};
	for (const [key, { item, method, operation }] of located) {
		const { servers: _, ...own } = operation;
		items[key] = { ...(items[key] ?? withoutOperations(item)), [method]: own };
	}
	return items;
}

function withoutOperations(item: PathItem): PathItem {
	const kept = Object.entries(item).filter(([member]) => ["summary", "description", "parameters"].includes(member));
	return Object.fromEntries([...kept, ...Object.entries(item).filter(([member]) => member.startsWith("x-"))]);
}

type HostParts = Required<Pick<OpenApi, "servers" | "tags" | "paths" | "webhooks">>;

/** The document with its parts replaced, in the order of the bundle, and without components that nothing refers to. */
function assemble(bundle: OpenApi, { webhooks, ...parts }: HostParts): OpenApi {
	const { info } = bundle;
	const note = `This edition has the operations of ${parts.servers.map(({ url }) => url).join(", ")}.`;
	const description = [info.description?.trim(), note].filter(Boolean).join("\n\n");
	const document: OpenApi = { ...bundle, info: { ...info, description }, ...parts, webhooks };
	if (Object.keys(webhooks).length === 0) Reflect.deleteProperty(document, "webhooks");
	return withUsedComponents(document);
}

/** For each address the first label of its host; where two hosts would share it, all that the addresses do not share. */
function labelsOf(addresses: readonly string[]): string[] {
	const names = addresses.map((address) => new URL(address).hostname.split(".")[0] ?? "");
	return names.map((name, index) => {
		const isUnique = names.filter((other) => other === name).length === 1;
		return isUnique ? name : (addresses[index] ?? "").replace(/^https?:\/\/|\/+$/g, "").replace(/[^\w.-]+/g, "-");
	});
}
