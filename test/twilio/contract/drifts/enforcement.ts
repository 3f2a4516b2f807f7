import { createContractSandbox, sandboxTarget } from "../../../../src/contract.ts";
import type { Mutation, MutationContext } from "../../../../src/sandbox.ts";
import { query, sent, status, success, unchecked, when } from "./change.ts";
import { CREATE, CREATE_C, FETCH, LIST, type Row, UPDATE } from "./row.ts";

export const ENFORCEMENT: readonly Row[] = [
	["enforcement: any identifier in the path", CREATE, unchecked("path"), "constraints-enforced", "/request/path/ServiceSid"],
	[
		"enforcement: any identifier in the path of a list",
		LIST,
		unchecked("path"),
		"constraints-enforced",
		"/request/path/ChannelSid",
	],
	[
		"enforcement: attributes that are not JSON",
		CREATE_C,
		when((body) => /Attributes=%7B(?:&|$)/.test(body), unchecked("body")),
		"constraints-enforced",
		"/request/body/Attributes",
	],
	[
		"enforcement: attributes that are not JSON in a change",
		UPDATE,
		unchecked("body"),
		"constraints-enforced",
		"/request/body/Attributes",
	],
	[
		"enforcement: a required field missing",
		CREATE,
		when((body) => !body.includes("Body="), unchecked("body")),
		"constraints-enforced",
		"/request/body/Body",
	],
	["enforcement: text over its length", CREATE_C, unchecked("body"), "constraints-enforced", "/request/body/Body"],
	[
		"enforcement: a malformed date",
		CREATE_C,
		(context, next) =>
			/DateCreated=not/.test(context.request.body ?? "")
				? sent((body) => body.replace(/DateCreated=[^&]*&?/, ""))(context, next)
				: next(),
		"constraints-enforced",
		"/request/body/DateCreated",
	],
	["enforcement: an unknown order", LIST, unchecked("query"), "constraints-enforced", "/request/query/Order"],
	[
		"enforcement: a page size over the maximum",
		LIST,
		query((url) => url.replace("PageSize=1001", "PageSize=1000")),
		"constraints-enforced",
		"/request/query/PageSize",
	],
	[
		"enforcement: an unknown header value",
		CREATE_C,
		unchecked("header"),
		"constraints-enforced",
		"/request/header/X-Twilio-Webhook-Enabled",
	],
	["enforcement: no credentials needed", FETCH, unchecked("credentials"), "credentials-required", "/response/status"],
	["enforcement: no credentials needed to write", CREATE_C, unchecked("credentials"), "credentials-required", "/response/status"],
	[
		"enforcement: any password",
		LIST,
		(context, next) => next(context.request.headers.authorization ? { unchecked: ["credentials"] } : {}),
		"credentials-required",
		"/response/status",
	],
	[
		"enforcement: stricter than documented",
		CREATE_C,
		when((body) => /Body=a*l?o*H?e?[^&]{1590}/.test(body), status(success, 400)),
		"request-accepted",
		"/response/status",
	],
	[
		"enforcement: a documented value rejected",
		LIST,
		when((_, url) => url.includes("Order=desc"), status(success, 400)),
		"request-accepted",
		"/response/status",
	],
	[
		"enforcement: rejected and stored",
		CREATE,
		rejectedAndDone("Body=stored"),
		"rejected-not-stored",
		"/response/body/messages",
		LIST,
	],
	[
		"enforcement: no credentials needed for an existing resource",
		FETCH,
		(context, next) => {
			const response = next(signedIn(context));
			return response.status === 404 ? next() : response;
		},
		"credentials-required",
		"/response/status",
	],
	[
		"enforcement: rejected for its credentials, and stored",
		CREATE,
		(context, next) => {
			const response = next();
			if (response.status === 401) next(signedIn(context));
			return response;
		},
		"rejected-not-stored",
		"/response/body/messages",
		LIST,
	],
	["enforcement: rejected and changed", UPDATE, rejectedAndDone("Body=changed"), "read-your-write", "/response/body/body", FETCH],
];

/** Replaces the credentials of a request by valid ones. */
function signedIn({ request }: MutationContext) {
	const { valid } = sandboxTarget(createContractSandbox()).credentials;
	return { request: { ...request, headers: { ...request.headers, ...valid } } };
}

/** Rejects a request, and carries out another one all the same. */
function rejectedAndDone(body: string): Mutation {
	return (context, next) => {
		const response = next();
		if (response.status === 400) next({ request: { ...context.request, body } });
		return response;
	};
}
