import { isLoopbackOrigin } from "../operation/loopback.ts";

/** Why a request may not use the sandbox. */
export interface AccessRejection {
	readonly status: 400 | 403 | 421;
	/** The header, and what was expected. */
	readonly message: string;
	/** What came instead: for the log only, because no response repeats it. */
	readonly received: string;
}

/** Checks the header `Origin`, which browsers send with the requests of pages. */
export type OriginRule = (origin: string | undefined) => AccessRejection | undefined;

const ORIGIN_PATTERN = /^(?:[a-z][a-z\d+.-]*:\/\/[^\s/?#@]+|null)$/i;

/**
 * Creates the rule for pages: those of this machine may use the sandbox, those of other sites only if their origin is allowed.
 * Otherwise each site that a developer visits could.
 *
 * @throws {TypeError} for an allowed origin that is none
 */
export function createOriginRule(allowedOrigins: readonly string[] = []): OriginRule {
	const wrong = allowedOrigins.find((origin) => !ORIGIN_PATTERN.test(origin));
	if (wrong !== undefined) {
		throw new TypeError(
			`allowedOrigins (--allow-origin): expected an origin such as https://page.example, got ${JSON.stringify(wrong)}`,
		);
	}
	const allowed = new Set(allowedOrigins.map((origin) => origin.toLowerCase()));
	return (origin) => {
		if (origin === undefined || isLoopbackOrigin(origin) || allowed.has(origin.toLowerCase())) return undefined;
		const message = "Origin: expected a page of this machine, or an origin that allowedOrigins (--allow-origin) names";
		return { status: 403, message, received: origin };
	};
}
