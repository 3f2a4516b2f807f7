import { fromPointer } from "../../../src/core/operation/json-pointer.ts";
import type { PageRequest } from "../../../src/core/sandbox/collection.ts";
import type { SandboxPolicy } from "../../../src/core/sandbox/policy.ts";

/** How a library does things: keys in a header, cursors, problems with a title. Nothing of it is like the vendor's way. */
export function toyPolicy(overrides: Partial<SandboxPolicy> = {}): SandboxPolicy {
	return {
		authenticate: ({ headers }) => headers["x-key"],
		account: "reader",
		propertyNameFor: (name) => name,
		idField: "id",
		pagingParameters: ["limit", "cursor"],
		members: {
			// The identifiers of notes are numbers.
			id: { render: ({ resource }, schema) => (schema.types.includes("number") ? Number(resource.id) : undefined) },
			place: { render: ({ resource }) => resource.position },
		},
		check({ fields }) {
			// A shelf with a name has no note.
			if (fields.name !== undefined) delete fields.note;
			return undefined;
		},
		pageRequest: ({ limit = 2, cursor }): PageRequest => ({
			size: Number(limit),
			descending: false,
			start: cursor === undefined ? { offset: 0 } : { after: Number(cursor) },
		}),
		page: ({ operation, payloads, items, hasNext, url, request }) => ({
			...at(operation.pagination?.items ?? "/items", payloads),
			...at(
				operation.pagination?.next ?? "/next",
				hasNext ? `${url}?limit=${request.size}&cursor=${items.at(-1)?.position}` : null,
			),
		}),
		reject: (rejection) => ({
			status: "status" in rejection ? rejection.status : (STATUSES[rejection.kind] ?? 400),
			body: { title: rejection.kind },
		}),
		headers: ({ hasBody }) => (hasBody ? { "content-type": "application/json" } : {}),
		...overrides,
	};
}

const STATUSES: Record<string, number> = {
	"unknown-path": 404,
	"not-found": 404,
	"method-not-allowed": 405,
	unauthorized: 401,
	conflict: 409,
};

/** An object that has the value at the pointer, and nothing else. */
const at = (pointer: string, value: unknown): object =>
	fromPointer(pointer).reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object;
