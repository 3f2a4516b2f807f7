import { toPointer } from "../operation/json-pointer.ts";
import { isSegment } from "../operation/path-template.ts";
import type { OperationView, ResourceType } from "../operation/resources.ts";
import { type Validator, violationsOf } from "../operation/violation.ts";
import type { Resource } from "./collection.ts";
import { type LocatedCollection, viewsAt } from "./locate-collection.ts";
import { SeedError } from "./policy.ts";
import { checkPosition } from "./position.ts";
import type { SandboxRuntime } from "./runtime.ts";

/** The pointers to the parts of a resource, in the text that it is read from. */
export interface ResourcePlaces {
	readonly id: string;
	readonly position: string;
	readonly values: string;
}

/** @throws {SeedError} for a member that no operation shows */
export function checkShownMembers(type: ResourceType, names: readonly string[], pointer: string): void {
	const unknown = names.find((name) => !type.members.has(name));
	if (unknown !== undefined) throw new SeedError(pointer + toPointer([unknown]), "no operation shows such a member");
}

/**
 * Checks a resource by its identifier and its position, and by the response of every operation that shows a single one below the
 * given parents.
 *
 * @param next the lowest position that is free
 * @throws {SeedError} with the pointer of what is wrong
 */
export function checkResource(
	{ api, policy, renderer }: SandboxRuntime,
	resource: Resource,
	located: LocatedCollection,
	next: number,
	places: ResourcePlaces,
): void {
	const { account, type } = located.address;
	const { parameters } = located;
	const { id, position } = resource;
	if (!isSegment(id) && !type.singleton) throw new SeedError(places.id, `expected a path segment, got ${JSON.stringify(id)}`);
	const isBefore = Number.isSafeInteger(position) && position < next;
	if (isBefore) throw new SeedError(places.position, `expected more than ${next - 1}, got ${position}`);
	checkPosition(position, places.position);
	const checked = new Set<Validator>();
	for (const view of viewsAt(located)) {
		const validators = api.responseValidators[view.operationId]?.[view.status];
		// Most operations show the same schema, and so have the same validator.
		if (!validators?.body || checked.has(validators.body) || isOnCollection(view)) continue;
		checked.add(validators.body);
		const context = { resource, account, action: view.action, parameters, url: "http://localhost/", below: () => [] };
		const [violation] = violationsOf(validators.body, renderer.render(view, context));
		if (violation === undefined) continue;
		const place = violation.pointer === `/${policy.idField}` ? places.id : places.values + violation.pointer;
		throw new SeedError(place, `breaks ${violation.keyword} (${JSON.stringify(violation.expected)})`);
	}
	policy.checkValues?.(resource.values, places.values);
}

/** Whether an operation does not show a resource by itself. */
function isOnCollection({ action }: OperationView): boolean {
	return action === "list" || action === "updateAll" || action === "deleteAll";
}
