import type { Deviation } from "../contract/judge/finding.ts";
import { toPointer } from "../operation/json-pointer.ts";
import { compareValues, describeValue } from "./compare-values.ts";
import type { DifferenceId } from "./differences.ts";
import { type OperationFacts, pathKey, pathParameters, type ValueFacts } from "./facts.ts";

/** What differs; where ours says it and where it has it from is added afterwards. */
export interface Difference extends Pick<Deviation, "operationId" | "pointer" | "keyword" | "documented" | "received"> {
	readonly check: DifferenceId;
	/** Only where ours has no such operation: the path that it would stand under. */
	readonly location?: string;
}

/** What a comparison comes to. */
export interface Comparison {
	readonly differences: readonly Difference[];
	/** Every operation on a path of ours: those of ours first, then those that only the other description has. */
	readonly operationIds: readonly string[];
	/** How many operations of the other description are on paths that ours does not have. */
	readonly unrelated: number;
}

/** Compares what two descriptions say. */
export function compareFacts(ours: readonly OperationFacts[], theirs: readonly OperationFacts[]): Comparison {
	const others = new Map(theirs.map((operation) => [keyOf(operation), operation]));
	const own = new Set(ours.map(keyOf));
	const paths = new Map(ours.map(({ path }) => [pathKey(path), path]));
	const further = [...others.values()].filter((operation) => !own.has(keyOf(operation)));
	const added = further.filter(({ path }) => paths.has(pathKey(path)));
	return {
		differences: [
			...ours.flatMap((operation) => compareOperation(operation, others.get(keyOf(operation)))),
			...added.map((operation) => ({
				...missing("missing-here", operation.name, "/request", requestLine(operation)),
				location: toPointer(["paths", paths.get(pathKey(operation.path)) ?? ""]),
			})),
		],
		operationIds: [...new Set([...ours, ...added].map(({ name }) => name))],
		unrelated: further.length - added.length,
	};
}

function keyOf({ method, path }: OperationFacts): string {
	return `${method} ${pathKey(path)}`;
}

function requestLine({ method, path }: OperationFacts): string {
	return `${method} ${path}`;
}

function compareOperation(own: OperationFacts, other: OperationFacts | undefined): Difference[] {
	if (other === undefined) return [missing("missing-there", own.name, "/request", requestLine(own))];
	const pointers = [...new Set([...own.values.keys(), ...other.values.keys()])];
	const oneSided = pointers.filter((pointer) => own.values.has(pointer) !== other.values.has(pointer));
	// What stands below a place that is missing is missing with it.
	const told = pointers.filter((pointer) => !oneSided.some((outer) => pointer.startsWith(`${outer}/`)));
	return told.flatMap((pointer) =>
		comparePlace(own.name, nameParameter(pointer, own), own.values.get(pointer), other.values.get(pointer)),
	);
}

function comparePlace(
	operationId: string,
	pointer: string,
	ours: ValueFacts | undefined,
	theirs: ValueFacts | undefined,
): Difference[] {
	if (ours && theirs) return compareValues(ours, theirs).map((difference) => ({ ...difference, operationId, pointer }));
	if (ours) return [missing("missing-there", operationId, pointer, describeValue(ours))];
	return theirs ? [missing("missing-here", operationId, pointer, describeValue(theirs))] : [];
}

function missing(check: "missing-here" | "missing-there", operationId: string, pointer: string, what: string): Difference {
	const [documented, received] = check === "missing-here" ? ["nothing", what] : [what, "nothing"];
	return { check, operationId, pointer, documented, received };
}

/** Parameters of the path are compared by their position, and told by our name. */
function nameParameter(pointer: string, { path }: OperationFacts): string {
	const names = pathParameters(path);
	return pointer.replace(/^\/request\/path\/(\d+)/, (_, position) =>
		toPointer(["request", "path", names[position - 1] ?? position]),
	);
}
