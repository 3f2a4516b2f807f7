import type { GeneratedApi } from "../operation/generated-api.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { isRecord } from "../operation/is-record.ts";
import { messageOf } from "../operation/message-of.ts";
import { Resources } from "../operation/resources.ts";
import { Router } from "../operation/router.ts";
import { createActorRequest } from "./act.ts";
import { handleAdmin } from "./admin.ts";
import { CheckedChanges } from "./checked-changes.ts";
import { createFetch } from "./fetch.ts";
import { RequestPipeline } from "./handle-request.ts";
import type { SentResponse } from "./har.ts";
import type { SandboxRequest } from "./match.ts";
import type { SandboxRunOptions } from "./options.ts";
import { ownResponse } from "./own-response.ts";
import { type SandboxPolicy, SeedError } from "./policy.ts";
import { Renderer } from "./renderer.ts";
import type { SandboxRuntime } from "./runtime.ts";
import { ConnectionResetError, type Sandbox } from "./sandbox.ts";
import { addSeed, restoreSnapshot, takeSnapshot } from "./seed.ts";
import { addWithWebhooks } from "./seed-webhooks.ts";
import { Store } from "./store.ts";
import { updateResourceAt } from "./update-resource.ts";

/**
 * Creates the sandbox of an API.
 *
 * @param api everything that is generated from its description
 * @param policy what the description cannot say
 *
 * @throws {SeedError} naming the place in the seed that is wrong
 * @throws {FaultError} naming the member of a fault that is invalid
 */
export function createApiSandbox(api: GeneratedApi, policy: SandboxPolicy, options: SandboxRunOptions = {}): Sandbox {
	const resources = new Resources(api, policy);
	const runtime: SandboxRuntime = {
		api,
		policy,
		resources,
		router: new Router(api.operations),
		renderer: new Renderer(api, policy),
		store: new Store(resources, policy),
		now: options.now ?? Date.now,
		random: options.random ?? Math.random,
	};
	const pipeline = new RequestPipeline(runtime, options, (request) => handleAdmin(sandbox, request));
	const { seed: given = {} } = options;
	const initial = copyState(given);
	const { webhooks } = pipeline;
	const add = (seed: unknown) => addSeed(runtime, seed);
	const restore = (snapshot: unknown) => restoreSnapshot(runtime, snapshot);
	const { configuration: chosen } = webhooks;
	addWithWebhooks(webhooks, initial, add);
	const configuration = { ...webhooks.configuration, ...chosen };
	webhooks.configure(configuration);
	const handle = (request: SandboxRequest) => {
		checkGiven(request);
		const delivery = pipeline.handle(request);
		return delivery instanceof Promise ? delivery.then(toHttpResponse) : toHttpResponse(delivery);
	};
	const sandbox: Sandbox = {
		handle,
		fetch: createFetch(pipeline),
		async listen(listenOptions) {
			const { listen } = await import("./listen.ts");
			return listen(pipeline, listenOptions, options.inspector);
		},
		seed: (seed) => addWithWebhooks(webhooks, copyState(seed), add),
		update: (update) => updateResourceAt(runtime, copyState(update, "the update")),
		act: (request) => handle(createActorRequest(runtime, request)),
		reset() {
			addWithWebhooks(webhooks, copyState(initial), restore);
			webhooks.configure(configuration);
			pipeline.faults.reset();
		},
		snapshot: () => copyState(takeSnapshot(runtime)),
		restore: (snapshot) => restore(copyState(snapshot)),
		changes: new CheckedChanges(runtime),
		inject: (fault) => pipeline.faults.add(fault),
		watch: (listener) => pipeline.events.watch(listener),
		har: () => pipeline.recorder.har(),
		webhooks,
		faults: pipeline.faults,
	};
	return sandbox;
}

/**
 * Copies a seed, a snapshot or an update, so that a caller who changes it later changes nothing in the sandbox.
 *
 * @throws {SeedError} for a value that cannot be copied, as no JSON has one
 */
function copyState<State>(state: State, what?: string): State {
	try {
		return structuredClone(state);
	} catch (error) {
		throw new SeedError("", `expected plain JSON: ${messageOf(error)}`, what);
	}
}

/** @throws {TypeError} for what is no request, as a caller without a compiler may pass */
function checkGiven(request: HttpRequest): void {
	const { method, url, headers, body } = Object(request);
	const areTexts = [method, url, body ?? ""].every((value) => typeof value === "string");
	if (areTexts && isRecord(headers)) return;
	throw new TypeError("handle: expected a method, url, headers, and a body of text or null");
}

/** A truncated body is half of what its `content-length` says. A response of plain data cannot be a stream. */
function toHttpResponse({ response, ending, stream }: SentResponse): HttpResponse {
	if (stream) return ownResponse(501, { error: "events have no end: use watch, fetch or listen of the sandbox" });
	if (ending === "reset") throw new ConnectionResetError("The sandbox closed the connection, as a fault asked for");
	if (ending === "complete") return response;
	const { body } = response;
	const headers = { ...response.headers, "content-length": String(new TextEncoder().encode(body ?? "").length) };
	return { ...response, headers, body: body?.slice(0, body.length >> 1) ?? null };
}
