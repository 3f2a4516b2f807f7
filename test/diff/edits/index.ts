import { readFileSync } from "node:fs";
import type { Json, Row } from "./edit.ts";
import { OWN } from "./own.ts";
import { PARCELS } from "./parcels.ts";
import { PARCELS_OPERATIONS } from "./parcels-operations.ts";
import { PARCELS_REQUESTS } from "./parcels-requests.ts";
import { PARCELS_RESPONSES } from "./parcels-responses.ts";
import { PARCELS_WEBHOOKS } from "./parcels-webhooks.ts";

/** One edit of one description. */
export interface EditCase {
	/** Unique. */
	readonly name: string;
	readonly base: Json;
	/** The edited copy. */
	readonly head: Json;
	readonly bump: Row[2];
	readonly changes: readonly string[];
}

const own = JSON.parse(readFileSync("generated/openapi.json", "utf8"));

/** All edits, each with the description before and after it. */
export const EDITS: readonly EditCase[] = [
	...casesOf("ours", own, OWN),
	...casesOf("request", PARCELS, PARCELS_REQUESTS),
	...casesOf("response", PARCELS, PARCELS_RESPONSES),
	...casesOf("webhook", PARCELS, PARCELS_WEBHOOKS),
	...casesOf("operation", PARCELS, PARCELS_OPERATIONS),
];

function casesOf(group: string, base: Json, rows: readonly Row[]): EditCase[] {
	return rows.map(([name, edit, bump, ...changes]) => {
		// Written out, so that no two places share a part.
		const head = JSON.parse(JSON.stringify(base));
		edit(head);
		return { name: `${group}: ${name}`, base, head, bump, changes };
	});
}
