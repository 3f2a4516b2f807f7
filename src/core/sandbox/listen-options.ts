import { BOOLEAN, MILLISECONDS, type RulesOf, wholeNumber } from "../operation/option-rules.ts";
import { ADDRESS_RULES, type AddressOptions } from "./client-address.ts";

/** Where and how a sandbox is served. */
export interface ListenOptions extends AddressOptions {
	/** The port; 0, the default, picks a free one. */
	readonly port?: number;
	/** Whether browsers get a page at `/` that shows the sandbox; true by default. */
	readonly inspector?: boolean;
	/** Milliseconds in which a request must arrive completely; 30,000 by default. A slower one gets a 408. */
	readonly requestTimeout?: number;
}

/** The rules of these options. */
export const LISTEN_RULES: RulesOf<ListenOptions> = {
	...ADDRESS_RULES,
	port: wholeNumber(0, 65_535),
	inspector: BOOLEAN,
	requestTimeout: MILLISECONDS,
};
