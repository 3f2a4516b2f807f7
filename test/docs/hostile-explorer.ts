import type { ExplorerOptions } from "../../src/core/explorer/explorer-options.ts";
import { startExplorer } from "../../src/core/explorer/start-explorer.ts";

/*
 * A page with the application alone: descriptors, data, payloads and events come from `hostileInput`, and each response is the same.
 * `test/docs/hostile-explorer.test.ts` bundles it.
 */
const { data, operations, payload, state, events } = (globalThis as unknown as { hostileInput: HostileInput }).hostileInput;

/** What the test puts into the page. */
export interface HostileInput extends Pick<ExplorerOptions, "data" | "operations"> {
	readonly payload: unknown;
	readonly state: unknown;
	readonly events: readonly Parameters<Parameters<ExplorerOptions["connection"]["watch"]>[0]>[0][];
}

const root = document.getElementById("explorer");
if (root) {
	const respond = async (url: string) => {
		const [, endpoint = ""] = /\/_sandbox\/(\w+)$/.exec(url) ?? [];
		const body = { state, faults: [payload] }[endpoint] ?? payload;
		return new Response(JSON.stringify(body), { status: 200, headers: { "content-type": "application/json" } });
	};
	startExplorer({
		...{ root, data, operations },
		requestValidators: {},
		connection: {
			label: data.title,
			baseUrl: "",
			fetch: respond,
			watch(listener) {
				for (const event of events) listener(event);
				return () => {};
			},
		},
		createCall: ({ fetch }) => {
			return async (operationId) => {
				await fetch(`http://localhost/${operationId}`);
				throw new Error(data.title);
			};
		},
		writers: [{ label: data.title, write: (_, values) => JSON.stringify(values) }],
		propertyNameFor: (name) => name,
		site: "",
	});
}
