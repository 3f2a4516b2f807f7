import { show } from "../../../operation/describe-rule.ts";
import type { ResponsePayloads } from "../../../operation/payloads.ts";
import { type Check, documentedResponse, headerResult, responsePlace } from "../check.ts";

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
		const { response, payloads } = documentedResponse(context, step.exchange) ?? {};
		if (response === undefined) return [];
		const undocumented = Object.entries(response.headers).filter(
			([name]) => !ORDINARY.has(name) && !context.policy.ordinaryHeaders?.includes(name) && !isDocumented(name, payloads),
		);
		return undocumented.map(([name, value]) => {
			const place = responsePlace(context, step.exchange);
			return { ...headerResult(step, name, "no such header", show(value), place), severity: "additive" };
		});
	},
};

function isDocumented(name: string, payloads: ResponsePayloads | undefined): boolean {
	return Object.keys(payloads?.headers.descriptors ?? {}).some((documented) => documented.toLowerCase() === name);
}
