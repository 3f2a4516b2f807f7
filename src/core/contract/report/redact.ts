import { hideHeader, REDACTED } from "../../operation/hide-credentials.ts";
import type { Redact, Secret } from "../../operation/redact.ts";
import { redactRequest, redactResponse, redactValue } from "../../operation/redact-exchange.ts";
import type { Exchange } from "../exchange.ts";
import type { Finding } from "../judge/finding.ts";
import type { TargetCredentials } from "../policy.ts";

/** Stands in the place of credentials that are not the target's. */
export const WRONG = "[wrong credentials]";

/** The headers that sign in, by name. */
type Headers = Readonly<Record<string, string>>;

/** The secrets of a target, each with its mask. */
export function secretsOf({ secrets, masks = {} }: TargetCredentials): Secret[] {
	return [...new Map([...secrets.map((text) => [text, REDACTED] as const), ...Object.entries(masks)])];
}

/** A finding without a secret in it. */
export function redactFinding(finding: Finding, redact: Redact, valid: Headers): Finding {
	const { pointer, documented, received, exchange } = finding;
	return {
		...finding,
		pointer: redact(pointer),
		documented: redact(documented),
		received: redact(received),
		exchange: redactExchange(exchange, redact, valid),
	};
}

/** An exchange without secrets: those that are known, and credentials by the names of their headers, parameters and members. */
export function redactExchange(exchange: Exchange, redact: Redact, valid: Headers): Exchange {
	const { request, response, body, parts } = exchange;
	// Credentials that do not sign in are marked as such, and may hold a name that is right.
	const redactHeader = (name: string, value: string) => {
		if (!Object.hasOwn(valid, name)) return undefined;
		return valid[name] === value ? (hideHeader(name, value) ?? REDACTED) : WRONG;
	};
	return {
		...exchange,
		request: redactRequest(request, redact, redactHeader),
		response: response && redactResponse(response, redact, redactHeader),
		body: body.kind === "json" ? { kind: "json", value: redactValue(body.value, redact) } : body,
		parts: redactValue(parts, redact) as Exchange["parts"],
		...(exchange.failure !== undefined && { failure: redact(exchange.failure) }),
	};
}
