import { fromPointer } from "../../src/core/operation/json-pointer.ts";
import type { OperationContext } from "./operation-context.ts";

/** Both pointers of `x-pagination` must lead to something in the documented answer. */
export function checkPagination(
	{ reader, report, operation, pointer }: OperationContext,
	pagination: { items: string; next: string },
): void {
	const [status, response] = Object.entries(operation.responses).find(([status]) => status.startsWith("2")) ?? [];
	if (response === undefined) return;
	const { node } = reader.resolve(response, `${pointer}/responses/${status}`);
	const [media] = Object.values(node.content ?? {});
	for (const [role, type] of [
		["items", "array"],
		["next", "string"],
	] as const) {
		let schema = media?.schema ?? {};
		for (const name of fromPointer(pagination[role])) schema = reader.members(schema, "").properties[name]?.node ?? {};
		const found = [reader.resolve(schema, "").node.type ?? "nothing"].flat();
		if (!found.includes(type)) {
			report(
				`${pointer}/x-pagination/${role}`,
				`expected a pointer to ${type === "array" ? "an array" : "a string"} of the ${status} answer, got ${pagination[role]}, which leads to ${found.join(" or ")}`,
			);
		}
	}
}
