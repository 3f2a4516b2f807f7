import { countOf } from "../operation/count-of.ts";
import { placeOf } from "./format.ts";

/** Identifies a deviation from run to run: it contains no value that a server chooses, and no position in a list. */
export interface Deviation {
	/** The id of the check, or the kind of a difference. */
	readonly rule: string;
	readonly operationId: string;
	/** The status of the response that shows it. */
	readonly status?: number;
	/** The position in the exchange, as a JSON pointer. */
	readonly pointer: string;
	readonly keyword?: string;
}

/** A known deviation, as a baseline lists it. */
export interface BaselineEntry extends Deviation {
	/** Why it is accepted. */
	readonly reason: string;
	/** The last day on which it is accepted, such as `2027-01-31` (UTC). */
	readonly expires?: string;
}

/** The entry of a baseline for a deviation that was found. */
export interface BaselineMark extends Pick<BaselineEntry, "reason" | "expires"> {
	/** The last day has passed, so that the deviation fails again. */
	readonly expired: boolean;
}

/** Whether a baseline accepts a deviation. */
export function isKnown({ baseline }: { readonly baseline?: BaselineMark }): boolean {
	return baseline?.expired === false;
}

/** Describes the entry of a baseline for a deviation. */
export function describeMark({ reason, expires, expired }: BaselineMark): string {
	if (expired) return `known until ${expires}, and no longer: ${reason}`;
	return `known${expires ? ` until ${expires}` : ""}: ${reason}`;
}

/** The same text for the same deviation in every run. */
export function identityOf({ rule, operationId, status, pointer, keyword }: Deviation): string {
	return JSON.stringify([operationId, status ?? 0, withoutPositions(pointer), keyword ?? "", rule]);
}

/** Every position in a list becomes `*`; a status is none. */
function withoutPositions(pointer: string): string {
	return pointer.replace(/(?<!^\/response)\/\d+(?=\/|$)/g, "/*");
}

/** A result, as a baseline sees it. */
export interface BaselineSubject<Result> {
	/** Every deviation, and whether it fails without a baseline. */
	readonly found: readonly FoundDeviation[];
	/** Every rule that a deviation can name. */
	readonly rules: readonly { readonly id: string }[];
	/** Whether the deviation of an entry would have been found. */
	readonly wasTried: (entry: BaselineEntry) => boolean;
	/** Nothing was tested, so that a baseline can neither be written nor be healed. */
	readonly provesNothing: boolean;
	/** The result with what the baseline says of each deviation, and further notes. */
	readonly mark: (marks: readonly (BaselineMark | undefined)[], notes: readonly string[]) => Result;
}

interface FoundDeviation extends Deviation {
	readonly isFailing: boolean;
}

/** What is compared with a baseline. */
export interface BaselineScope {
	/** Entries for other rules are left alone: one file can serve runs and comparisons. */
	readonly rules: readonly { readonly id: string }[];
	/** Whether a deviation of the entry would have been found. */
	readonly wasTried: (entry: BaselineEntry) => boolean;
	/** The name of the baseline in reports. */
	readonly file: string;
	/** The current day, as `2027-01-31` (UTC). */
	readonly today: string;
}

/**
 * Compares what was found with a baseline.
 *
 * @returns for each deviation what the baseline says of it, and notes: how many are covered, and which entries are healed
 */
export function matchBaseline(found: readonly Deviation[], entries: readonly BaselineEntry[], scope: BaselineScope) {
	const { file, today } = scope;
	const byIdentity = new Map(entries.map((entry) => [identityOf(entry), entry]));
	const marks = found.map((deviation): BaselineMark | undefined => {
		const entry = byIdentity.get(identityOf(deviation));
		if (entry === undefined) return undefined;
		const { reason, expires } = entry;
		return { reason, ...(expires && { expires }), expired: expires !== undefined && expires < today };
	});
	const healed = findHealed(found, entries, scope);
	const expired = marks.filter((mark) => mark?.expired).length;
	const known = marks.filter((mark) => mark && !mark.expired).length;
	const summary = `baseline ${file}: ${countOf(known, "known deviation")}, ${expired} expired, ${healed.length} healed`;
	const told = healed.map((entry) => {
		const { rule, operationId, status, reason } = entry;
		const where = [rule, operationId, status, placeOf(entry)].filter(Boolean).join(" ");
		return `healed: ${where} no longer occurs (${reason}); remove it from ${file} with --update-baseline`;
	});
	return { marks, notes: [summary, ...told] };
}

/**
 * A baseline of what was found. Entries that are there already keep reason and date, those that are healed are removed, and those
 * that could not be tried remain.
 */
export function updateBaseline(
	found: readonly FoundDeviation[],
	entries: readonly BaselineEntry[],
	scope: BaselineScope,
): BaselineEntry[] {
	const healed = new Set(findHealed(found, entries, scope));
	const failing = found.filter(({ isFailing }) => isFailing);
	const added = failing.map(({ pointer, ...own }) => ({ ...own, pointer: withoutPositions(pointer), reason: NO_REASON }));
	const kept = [...added, ...entries.filter((entry) => !healed.has(entry))];
	const byIdentity = new Map(kept.map((entry) => [identityOf(entry), entry]));
	return [...byIdentity].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}

const NO_REASON = "to be explained";

function findHealed(found: readonly Deviation[], entries: readonly BaselineEntry[], { rules, wasTried }: BaselineScope) {
	const seen = new Set(found.map(identityOf));
	const applying = entries.filter(({ rule }) => rules.some(({ id }) => id === rule));
	return applying.filter((entry) => !seen.has(identityOf(entry)) && wasTried(entry));
}
