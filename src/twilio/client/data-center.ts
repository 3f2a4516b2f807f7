import { matches, type OptionRule } from "../../core/operation/option-rules.ts";

/** The data center of Twilio to use. */
export interface DataCenter {
	/** The location where the request enters Twilio's network, such as `sydney`. */
	readonly edge?: string | undefined;
	/** The location where the request is processed, such as `au1`. Default: `us1`. */
	readonly region?: string | undefined;
}

const LABEL: OptionRule = ["lower-case letters, digits and hyphens", matches(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)];

export const DATA_CENTER_RULES: Readonly<Record<keyof DataCenter, OptionRule>> = { edge: LABEL, region: LABEL };

/**
 * Maps the server of a product to one data center by Twilio's rule: `{product}.{edge}.{region}.twilio.com`. An edge
 * without a region implies the region `us1`; a region needs no edge.
 */
export function serverIn(server: string, { edge, region = edge && "us1" }: DataCenter): string {
	const labels = [edge, region].map((label) => label && `.${label}`).join("");
	return server.replace(/(?=\.twilio\.com$)/, labels);
}
