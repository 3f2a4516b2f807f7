import { fromPointer } from "../operation/json-pointer.ts";
import { type DescribedOperation, isReceived } from "./description.ts";
import type { Bump, DescriptionDifference } from "./result.ts";

/**
 * The bump that each change needs. The first is for what the reader of the description sends: requests of operations, responses to
 * webhooks. The second is for what the reader receives: responses of operations, requests of webhooks.
 */
const RATINGS = {
	"operation added": ["minor", "minor"],
	"operation removed": ["major", "major"],
	"optional value added": ["minor", "minor"],
	"required value added": ["major", "minor"],
	// A program that reads what is no longer received does not compile.
	"value removed": ["major", "major"],
	// A client that knows one success takes another for an error; a receiver may choose among them.
	"success status added": ["minor", "major"],
	"other status added": ["minor", "minor"],
	"status removed": ["major", "patch"],
	"last success status removed": ["major", "major"],
	"rule stricter": ["major", "patch"],
	"rule looser": ["minor", "major"],
	"rule incomparable": ["major", "major"],
	// The same request means something else.
	"default changed": ["major", "patch"],
	"pagination added": ["minor", "minor"],
	"pagination changed or removed": ["major", "major"],
	"remark changed": ["minor", "minor"],
	"text changed": ["patch", "patch"],
} as const satisfies Readonly<Record<string, readonly [sent: Bump, received: Bump]>>;

type RatedChange = keyof typeof RATINGS;

/** Every bump, the highest first. */
export const BUMPS: readonly Bump[] = ["major", "minor", "patch"];

/** The highest bump of several; `none` if there are none. */
export function highestBump(differences: readonly Pick<DescriptionDifference, "bump">[]): Bump | "none" {
	return BUMPS.find((bump) => differences.some((difference) => difference.bump === bump)) ?? "none";
}

/** Orders differences, the highest bump first. */
export function byBump(one: Pick<DescriptionDifference, "bump">, other: Pick<DescriptionDifference, "bump">): number {
	return BUMPS.indexOf(one.bump) - BUMPS.indexOf(other.bump);
}

/** A difference that is not rated yet. */
type UnratedDifference = Pick<DescriptionDifference, "kind" | "pointer" | "keyword" | "values">;

/** The bump that a difference of two operations needs. For an operation that only one has, it is given as both. */
export function rateDifference(
	difference: UnratedDifference,
	here: DescribedOperation,
	there: Pick<DescribedOperation, "values">,
): Bump {
	const isRequest = difference.pointer.startsWith("/request");
	const isSent = isRequest !== isReceived(here);
	return RATINGS[changeOf(difference, there)][isSent ? 0 : 1];
}

/** Which row of the table a difference is. */
function changeOf(difference: UnratedDifference, there: Pick<DescribedOperation, "values">): RatedChange {
	const { kind, pointer, values } = difference;
	if (kind === "stricter-there") return "rule stricter";
	if (kind === "looser-there") return "rule looser";
	if (kind === "incomparable") return "rule incomparable";
	if (kind === "annotation") return annotationChange(difference);
	const [side, status = "", ...inner] = fromPointer(pointer);
	const isAdded = kind === "missing-here";
	if (pointer === "/request") return isAdded ? "operation added" : "operation removed";
	if (side === "response" && inner.length === 0) return isAdded ? statusAdded(status) : statusRemoved(status, there);
	if (!isAdded) return "value removed";
	return (values.there as { required?: true }).required ? "required value added" : "optional value added";
}

function annotationChange({ keyword, values }: UnratedDifference): RatedChange {
	if (keyword === "default") return "default changed";
	if (keyword === "pagination") return values.here === undefined ? "pagination added" : "pagination changed or removed";
	return keyword === "example" || keyword === "documentation" ? "text changed" : "remark changed";
}

function isSuccessStatus(status: string): boolean {
	return /^[23]/.test(status);
}

function statusAdded(status: string): RatedChange {
	return isSuccessStatus(status) ? "success status added" : "other status added";
}

function statusRemoved(status: string, { values }: Pick<DescribedOperation, "values">): RatedChange {
	const isLast = isSuccessStatus(status) && ![...values.keys()].some((place) => /^\/response\/[23]/.test(place));
	return isLast ? "last success status removed" : "status removed";
}
