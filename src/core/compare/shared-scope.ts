import type { DescribedOperation } from "./description.ts";
import { USUAL_KEYWORDS } from "./read-schema-rules.ts";

/** The keywords that are read from every description, generated tables included, and that authors agree on if they agree at all. */
const SHARED_KEYWORDS: ReadonlySet<string> = new Set(["required", "nullable", "type", ...USUAL_KEYWORDS, "mediaTypes"]);

const BODY = /^\/(?:request|response\/[^/]+)\/body$/;
const HEADER = /^\/response\/[^/]+\/headers\//;

/** Reduces an operation to what descriptions of different authors are compared by: no texts, examples, headers of responses. */
export function reduceToShared(operation: DescribedOperation): DescribedOperation {
	const places = [...operation.values].filter(([place]) => !HEADER.test(place));
	return {
		...operation,
		values: new Map(
			places.map(([place, rules]) => {
				// Authors describe the object around the members in many ways.
				const isShared = (keyword: string) => (BODY.test(place) ? keyword === "mediaTypes" : SHARED_KEYWORDS.has(keyword));
				return [place, Object.fromEntries(Object.entries(rules).filter(([keyword]) => isShared(keyword)))];
			}),
		),
	};
}
