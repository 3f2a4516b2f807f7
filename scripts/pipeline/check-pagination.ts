import { fromPointer } from "../../src/core/operation/json-pointer.ts";
import type { OperationContext } from "./operation-context.ts";

const ROLES = { items: { type: "array", words: "an array" }, next: { type: "string", words: "a string" } } as const;

/** Checks that the pointers of `x-pagination` lead to a list and to a string in the documented response. */
export function checkPagination({ reader, report, operation, pointer }: OperationContext): void {
	const pagination = operation["x-pagination"];
	const [status, response] = Object.entries(operation.responses).find(([status]) => status.startsWith("2")) ?? [];
	if (pagination === undefined || response === undefined) return;
	const { node } = reader.resolve(response, `${pointer}/responses/${status}`);
	const [media] = Object.values(node.content ?? {});
	for (const role of ["items", "next"] as const) {
		const { type, words } = ROLES[role];
		let schema = media?.schema ?? {};
		for (const name of fromPointer(pagination[role])) schema = reader.members(schema, "").properties[name]?.node ?? {};
		const found = [reader.resolve(schema, "").node.type ?? "nothing"].flat();
		if (found.includes(type)) continue;
		report(
			`${pointer}/x-pagination/${role}`,
			`expected a pointer to ${words} of the ${status} response, got ${pagination[role]}, which leads to ${found.join(" or ")}`,
		);
	}
}
