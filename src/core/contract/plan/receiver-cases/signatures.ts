import { operationOf } from "../../../operation/generated-api.ts";
import type { HttpRequest } from "../../../operation/http.ts";
import { toPointer } from "../../../operation/json-pointer.ts";
import type { BrokenRule } from "../../exchange.ts";
import { emitWebhook, receiverOf, type Seal } from "../../run/emit-webhook.ts";
import type { RunContext } from "../../run/run-context.ts";
import type { Case, Evidence } from "../case.ts";
import { aboutWebhook, evidenceOfFields, type Subject, subjectsOf } from "./subject.ts";

/** The name of the case without a signature, which may break a rule of the description. */
const MISSING = "no signature";

/** Delivers each webhook without a signature, and with each kind of wrong ones. */
export function signatureCases(context: RunContext): Case[] {
	const { scheme } = receiverOf(context).receiver;
	return subjectsOf(context).flatMap((subject) =>
		Object.entries(sealsOf(scheme.header)).map(
			([problem, seal]): Case => ({
				id: `credentials ${subject.name} ${problem}`,
				kind: "credentials",
				proves: `A receiver rejects ${subject.name} with ${problem}.`,
				...aboutWebhook(subject),
				evidence: [
					{ ...evidenceOfFields(context, subject, subject.fields), ...(problem === MISSING && brokenBy(context, subject)) },
				],
				run: async (session) => {
					await emitWebhook(session, subject, { expect: { kind: "unauthorized" } }, seal);
				},
			}),
		),
	);
}

/** The rule that is broken without a signature, if the description has the header. */
function brokenBy(context: RunContext, { operationId }: Subject): Pick<Evidence, "broken"> {
	const { parameters } = operationOf(context.api, operationId);
	const { header } = receiverOf(context).receiver.scheme;
	const documented = Object.entries(parameters).find(([name, one]) => one.in === "header" && name.toLowerCase() === header);
	if (!documented?.[1].required) return {};
	const [expected] = documented;
	const broken: BrokenRule = { part: "header", pointer: toPointer([expected]), keyword: "required", expected };
	return { broken };
}

/** Every way not to sign a request. A signature that was right once is one of another body, address or secret. */
function sealsOf(header: string): Record<string, Seal> {
	const withSignature = (request: HttpRequest, change: (signature: string) => string): HttpRequest => {
		return { ...request, headers: { ...request.headers, [header]: change(request.headers[header] ?? "") } };
	};
	return {
		[MISSING]: (request) => request,
		"an empty signature": async (request, sign) => withSignature(await sign(request), () => ""),
		"a signature by another secret": (request, sign) => sign(request, "another secret"),
		"a signature of another content": async (request, sign) => {
			const signed = await sign(changeContent(request));
			return request.body === null ? { ...signed, url: request.url } : { ...signed, body: request.body };
		},
		"a signature of another address": async (request, sign) => {
			const signed = await sign(request);
			const { headers } = await sign({ ...signed, url: signed.url.replace("://", "://another.") });
			return { ...signed, headers };
		},
		"a field that was added to what is signed": async (request, sign) => {
			const signed = await sign(request);
			return request.body === null ? { ...signed, url: `${signed.url}&added=1` } : { ...signed, body: addField(request.body) };
		},
		"the beginning of the right signature": async (request, sign) => {
			return withSignature(await sign(request), (signature) => signature.slice(0, signature.length / 2));
		},
		"a signature with the right beginning": async (request, sign) => {
			return withSignature(await sign(request), (signature) => {
				const half = signature.length / 2;
				return signature.slice(0, half) + [...signature.slice(half)].reverse().join("");
			});
		},
	};
}

/** The request with a field more. A body that is no form is JSON. */
function changeContent(request: HttpRequest): HttpRequest {
	const { url, body } = request;
	return body === null ? { ...request, url: `${url}&added=1` } : { ...request, body: addField(body) };
}

function addField(body: string): string {
	return body.startsWith("{") ? JSON.stringify({ ...JSON.parse(body), added: 1 }) : `${body}&added=1`;
}
