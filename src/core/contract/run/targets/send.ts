import { createProxyRule } from "../../../network/proxy-rule.ts";
import type { Send } from "../target.ts";
import { createFetchSend } from "./fetch.ts";
import type { Trust } from "./node.ts";

/** How a server is reached. */
export interface SendOptions extends Trust {
	/** Milliseconds to wait for the whole response. */
	readonly timeout: number;
	/** The variables of the environment, which may name a proxy: see `createProxyRule`. */
	readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Makes the function that sends requests to a server: with `fetch`, unless certificates or a proxy need Node's own client.
 *
 * @throws {ProxyError} if the environment names a proxy that is none
 */
export function createSend({ timeout, ca, insecure, env }: SendOptions): Send {
	const proxyFor = createProxyRule(env);
	if (ca === undefined && !insecure && proxyFor === undefined) return createFetchSend({ timeout });
	let loaded: Promise<Send> | undefined;
	return async (request) => {
		// Loaded here, so that this module runs without Node, too.
		loaded ??= import("./node.ts").then(({ createNodeSend }) => createNodeSend({ timeout, ca, insecure, proxyFor }));
		return (await loaded)(request);
	};
}
