import type { PlaygroundInput } from "../scripts/docs/playground.ts";
import { connectInPage, connectOverHttp } from "../src/core/explorer/connection.ts";
import { startExplorer } from "../src/core/explorer/start-explorer.ts";
import { createSandbox } from "../src/twilio/sandbox/create-sandbox.ts";
import { describeApi } from "./describe-api.ts";

/*
 * The playground: a sandbox with a client in the page, or a client of a sandbox on this machine. There is no third place: an
 * address of any other machine throws.
 */
const { data, seed, sandbox } = (globalThis as unknown as { playgroundInput: PlaygroundInput }).playgroundInput;
const connection = sandbox === undefined ? connectInPage(sandboxInPage(seed)) : connectOverHttp(sandbox);
const root = document.getElementById("explorer");

if (root) {
	startExplorer({
		...describeApi(connection),
		root,
		data,
		site: "",
		...(sandbox === undefined && { storageKey: `${location.pathname} ${data.version}` }),
	});
}

/** Webhooks go nowhere: the page receives them itself, so that one sees what would be sent. */
function sandboxInPage(initial: PlaygroundInput["seed"]) {
	const fetch = async () => new Response(null, { status: 204 });
	return createSandbox({ seed: initial, webhooks: { url: "http://localhost/webhooks", fetch } });
}
