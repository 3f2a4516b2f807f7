import type { OptionRule } from "../../core/client/options.ts";

/** Which of Twilio's data centers to use. */
export interface Location {
	/** Where the request enters Twilio's network, such as `sydney`. */
	readonly edge?: string | undefined;
	/** Where it is processed, such as `au1`. `us1` unless set. */
	readonly region?: string | undefined;
}

const LABEL: OptionRule = [
	"lower-case letters, digits and hyphens",
	(value) => typeof value === "string" && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value),
];

export const LOCATION_RULES: Readonly<Record<keyof Location, OptionRule>> = { edge: LABEL, region: LABEL };

/**
 * Finds the host of a product by Twilio's rule: `{product}.{edge}.{region}.twilio.com`. An edge without a
 * region means the region `us1`; a region alone stands alone.
 */
export function locate(server: string, { edge, region = edge === undefined ? undefined : "us1" }: Location): string {
	const location = [edge, region].map((label) => (label === undefined ? "" : `.${label}`)).join("");
	return server.replace(/(?=\.twilio\.com$)/, location);
}
