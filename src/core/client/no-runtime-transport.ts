import type { OptionRule } from "../operation/option-rules.ts";
import type * as node from "./runtime-transport.ts";

// Takes the place of `runtime-transport.ts` in a runtime without a transport of its own: `fetch` sends all requests.

/** What Node's own transport needs is rejected, whatever its value. */
const UNAVAILABLE: OptionRule = ["nothing where fetch sends the requests", () => false];

export const TRANSPORT_RULES: typeof node.TRANSPORT_RULES = {
	transport: [UNAVAILABLE[0], (value) => value === "fetch"],
	proxy: UNAVAILABLE,
	noProxy: UNAVAILABLE,
	ca: UNAVAILABLE,
	cert: UNAVAILABLE,
	key: UNAVAILABLE,
	maxSockets: UNAVAILABLE,
	agent: UNAVAILABLE,
};

export const proxySecrets: typeof node.proxySecrets = () => ({});

export const mayUseRuntimeTransport: typeof node.mayUseRuntimeTransport = () => false;

export const chooseTransport: typeof node.chooseTransport = (_config, _options, overFetch) => ({
	getTransport: () => overFetch,
	closeTransports() {},
});
