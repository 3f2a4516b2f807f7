import type { ClientRequest, IncomingMessage } from "node:http";
import { rootCertificates } from "node:tls";
import type { ProxyRule } from "../../../network/proxy-rule.ts";
import { createRoutes } from "../../../network/routes.ts";
import { readChunks } from "../../../operation/read-chunks.ts";
import type { Send } from "../target.ts";
import { decodeText, MAX_RESPONSE_BYTES } from "./text.ts";

/** Which certificates are trusted. */
export interface Trust {
	/** Certificates to trust beside Node's own, as PEM. */
	readonly ca?: string | undefined;
	/** Trusts every certificate; false by default. */
	readonly insecure?: boolean | undefined;
}

interface NodeSendOptions extends Trust {
	/** Milliseconds to wait for the whole response. */
	readonly timeout: number;
	readonly proxyFor: ProxyRule | undefined;
}

/**
 * Sends requests with `node:http` and `node:https`, because not every supported Node lets `fetch` trust a certificate or use a
 * proxy. Redirects are not followed.
 */
export function createNodeSend({ timeout, ca, insecure, proxyFor }: NodeSendOptions): Send {
	const trusted = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
	const routes = createRoutes({ connections: { ...trusted, rejectUnauthorized: !insecure }, proxyFor });
	return async ({ method, url, headers, body }) => {
		const length = body === null ? {} : { "content-length": String(Buffer.byteLength(body)) };
		const outgoing = routes.open({ method, url, headers: { ...headers, ...length } });
		const signal = AbortSignal.timeout(timeout);
		const response = await respondedTo(outgoing, body, signal);
		const received = Object.entries(response.headersDistinct).map(([name, values = []]) => [name, values.join(", ")]);
		return {
			status: response.statusCode ?? 0,
			headers: Object.fromEntries(received),
			...decodeText(await readChunks(response, MAX_RESPONSE_BYTES)),
		};
	};
}

/** @param signal ends the reading of the body, too */
function respondedTo(outgoing: ClientRequest, body: string | null, signal: AbortSignal): Promise<IncomingMessage> {
	return new Promise((resolve, fail) => {
		const stop = () => outgoing.destroy(signal.reason);
		signal.addEventListener("abort", stop);
		outgoing
			.on("response", resolve)
			.on("error", fail)
			.on("close", () => signal.removeEventListener("abort", stop))
			.end(body ?? undefined);
	});
}
