import { fillTemplate } from "../operation/path-template.ts";
import type { OperationView } from "../operation/resources.ts";
import type { SandboxRuntime } from "./runtime.ts";
import type { CollectionAddress } from "./store.ts";

/** A resource that a path leads through. */
interface Parent extends CollectionAddress {
	readonly id: string;
	/** The values of the path parameters before the one that names it. */
	readonly parameters: Readonly<Record<string, string>>;
}

/** The parents in a path that may not exist. Those that no operation creates always exist. */
export function parentsIn(
	{ resources }: SandboxRuntime,
	view: OperationView,
	account: string,
	parameters: Readonly<Record<string, string>>,
): Parent[] {
	return view.parameters.flatMap(({ name, key, canonicalPath, isItem }, index) => {
		const type = isItem ? undefined : resources.byKey(key);
		if (type === undefined || type.operations.create.length === 0) return [];
		const above = view.parameters.slice(0, index).map((parameter) => [parameter.name, parameters[parameter.name] ?? ""]);
		const path = fillTemplate(canonicalPath, parameters);
		return [{ account, type, path, id: parameters[name] ?? "", parameters: Object.fromEntries(above) }];
	});
}
