import { ADMIN_PATH } from "../operation/admin-path.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { bodyEncoding } from "../operation/request.ts";
import { splitUrl } from "../operation/split-url.ts";
import type { ActorRequest } from "./act.ts";
import { EVENT_STREAM } from "./event-stream.ts";
import { FaultError } from "./fault-error.ts";
import { ownResponse, readableByPage } from "./own-response.ts";
import { SeedError } from "./policy.ts";
import { isPreflight } from "./preflight.ts";
import type { Sandbox } from "./sandbox.ts";
import type { ResourceUpdate } from "./update-resource.ts";
import { type WebhookConfiguration, WebhookOptionError } from "./webhook-options.ts";

interface Endpoint {
	readonly what: string;
	/** Returns the body of the response; undefined for 204. */
	readonly run?: (sandbox: Sandbox, body: unknown) => unknown;
	/** Returns the response itself. */
	readonly respond?: (sandbox: Sandbox, body: unknown) => HttpResponse | Promise<HttpResponse>;
}

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
	"GET /state": { what: "the whole state, as JSON that can be seeded", run: (sandbox) => sandbox.snapshot() },
	"PUT /state": { what: "replace the whole state by a snapshot", run: (sandbox, body) => sandbox.restore(body as object) },
	"POST /seed": { what: "add to the state", run: (sandbox, body) => sandbox.seed(body as object) },
	"POST /update": {
		what: "change a resource as the service itself would: { path, values }, and { account, server } where they are not the usual ones",
		run: (sandbox, body) => sandbox.update(body as ResourceUpdate),
	},
	"POST /act": {
		what: "carry out an operation as someone besides the clients of the API: { actor, operationId, arguments }, and { account } where it is not the usual one",
		respond: (sandbox, body) => sandbox.act(body as ActorRequest),
	},
	"GET /webhooks": { what: "where webhooks go, and the last ones that were sent", run: (sandbox) => sandbox.webhooks.summary() },
	"PUT /webhooks": {
		what: "where webhooks go: { url, preUrl, method, filters }, each of which can be left out",
		run: (sandbox, body) => sandbox.webhooks.configure(body as WebhookConfiguration),
	},
	"POST /reset": { what: "go back to the state, the faults and the webhooks of the start", run: (sandbox) => sandbox.reset() },
	"GET /faults": { what: "the faults that are switched on", run: (sandbox) => sandbox.faults.list() },
	"POST /faults": { what: "switch a fault on", run: (sandbox, body) => void sandbox.inject(body as object) },
	"DELETE /faults": { what: "switch all faults off", run: (sandbox) => sandbox.faults.clear() },
	"GET /events": {
		what: "what happens, as server-sent events: exchanges and webhooks, first the recorded ones, and that something changed",
		respond: () => ({ status: 200, headers: { "content-type": EVENT_STREAM, "cache-control": "no-store" }, body: null }),
	},
	"GET /har": { what: "the last exchanges as an HTTP archive", run: (sandbox) => sandbox.har() },
};

/** Responds to a request for the sandbox itself. `GET /_sandbox` lists the endpoints; bodies are JSON. */
export function handleAdmin(sandbox: Sandbox, request: HttpRequest): HttpResponse | Promise<HttpResponse> {
	const { method, headers } = request;
	if (isPreflight(request)) {
		const allowed = {
			"access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE",
			"access-control-allow-headers": headers["access-control-request-headers"] ?? "",
		};
		return readableByPage(request, { ...ownResponse(204), headers: allowed });
	}
	const response = runEndpoint(sandbox, method === "HEAD" ? "GET" : method, request);
	const finish = (finished: HttpResponse) => readableByPage(request, method === "HEAD" ? { ...finished, body: null } : finished);
	return response instanceof Promise ? response.then(finish) : finish(response);
}

function runEndpoint(sandbox: Sandbox, method: string, request: HttpRequest): HttpResponse | Promise<HttpResponse> {
	const { url, body } = request;
	const path = splitUrl(url).pathname.slice(ADMIN_PATH.length).replace(/\/$/, "");
	if (path === "" && method === "GET") return ownResponse(200, index());
	const key = `${method} ${path}`;
	const endpoint = Object.hasOwn(ENDPOINTS, key) ? ENDPOINTS[key] : undefined;
	if (endpoint === undefined) return ownResponse(404, { error: `${key}: no such endpoint`, endpoints: index() });
	const encoding = bodyEncoding(request);
	if (encoding !== undefined) return ownResponse(415, { error: `expected a body without compression, got ${encoding}` });
	try {
		const given: unknown = body ? JSON.parse(body) : undefined;
		if (endpoint.respond) return endpoint.respond(sandbox, given);
		const result = endpoint.run?.(sandbox, given);
		return result === undefined ? ownResponse(204) : ownResponse(200, result);
	} catch (error) {
		if (error instanceof SeedError) return ownResponse(400, { error: error.message, pointer: error.pointer });
		const isMistake = error instanceof FaultError || error instanceof WebhookOptionError || error instanceof SyntaxError;
		if (isMistake) return ownResponse(400, { error: error.message });
		throw error;
	}
}

function index(): Record<string, string> {
	return Object.fromEntries(Object.entries(ENDPOINTS).map(([key, { what }]) => [key.replace(" ", ` ${ADMIN_PATH}`), what]));
}
