import { show } from "../../../operation/describe-rule.ts";
import { operationOf } from "../../../operation/generated-api.ts";
import { toPointer } from "../../../operation/json-pointer.ts";
import { type Check, responsePlace, statusKey } from "../check.ts";

/** Headers of HTTP itself (RFC 9110, 9111, 9112), and those for proxies and browsers. The policy of a vendor adds its own. */
const ORDINARY = new Set(
	`accept-ranges age allow alt-svc cache-control connection content-encoding content-language content-length content-location
	content-security-policy content-type date etag expires keep-alive last-modified link location nel origin-agent-cluster
	permissions-policy pragma proxy-authenticate referrer-policy report-to retry-after server server-timing set-cookie
	strict-transport-security timing-allow-origin trailer transfer-encoding upgrade vary via warning www-authenticate
	x-content-type-options x-frame-options x-xss-protection`.split(/\s+/),
);

export const undocumentedHeader: Check = {
	id: "undocumented-header",
	title: "Responses have no undocumented headers.",
	step: (step, context) => {
		const { exchange } = step;
		const key = statusKey(context, exchange);
		if (exchange.response === undefined || key === undefined) return [];
		const documented = documentedNames(operationOf(context.api, exchange.operationId).responses[key]?.headers ?? {});
		const unknown = Object.entries(exchange.response.headers).filter(
			([name]) => !documented.has(name) && !ORDINARY.has(name) && !context.policy.ordinaryHeaders?.includes(name),
		);
		return unknown.map(([name, value]) => ({
			step,
			severity: "additive" as const,
			pointer: `/response/headers${toPointer([name])}`,
			documented: "no such header",
			received: show(value),
			...responsePlace(context, exchange),
		}));
	},
};

/** A cache: descriptors never change. */
const namesByHeaders = new WeakMap<object, ReadonlySet<string>>();

function documentedNames(headers: Readonly<Record<string, unknown>>): ReadonlySet<string> {
	const known = namesByHeaders.get(headers);
	if (known !== undefined) return known;
	const lower = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
	namesByHeaders.set(headers, lower);
	return lower;
}
