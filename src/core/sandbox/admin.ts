import { ADMIN_PATH } from "../operation/admin-path.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { bodyEncoding } from "../operation/request.ts";
import { splitUrl } from "../operation/split-url.ts";
import { FaultError } from "./fault-error.ts";
import { ownResponse, readableByPage } from "./own-response.ts";
import { SeedError } from "./policy.ts";
import { isPreflight } from "./preflight.ts";
import type { Sandbox } from "./sandbox.ts";
import type { ResourceUpdate } from "./update-resource.ts";

interface Endpoint {
	readonly what: string;
	/** Returns the body of the response; undefined for 204. */
	readonly run: (sandbox: Sandbox, body: unknown) => unknown;
}

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
	"GET /state": { what: "the whole state, as JSON that can be seeded", run: (sandbox) => sandbox.snapshot() },
	"PUT /state": { what: "replace the whole state by a snapshot", run: (sandbox, body) => sandbox.restore(body as object) },
	"POST /seed": { what: "add to the state", run: (sandbox, body) => sandbox.seed(body as object) },
	"POST /update": {
		what: "change a resource as the service itself would: { path, values }, and { account, server } where they are not the usual ones",
		run: (sandbox, body) => sandbox.update(body as ResourceUpdate),
	},
	"POST /reset": { what: "go back to the state and the faults of the start", run: (sandbox) => sandbox.reset() },
	"GET /faults": { what: "the faults that are switched on", run: (sandbox) => sandbox.faults.list() },
	"POST /faults": { what: "switch a fault on", run: (sandbox, body) => void sandbox.inject(body as object) },
	"DELETE /faults": { what: "switch all faults off", run: (sandbox) => sandbox.faults.clear() },
	"GET /har": { what: "the last exchanges as an HTTP archive", run: (sandbox) => sandbox.har() },
};

/** Responds to a request for the sandbox itself. `GET /_sandbox` lists the endpoints; bodies are JSON. */
export function handleAdmin(sandbox: Sandbox, request: HttpRequest): HttpResponse {
	const { method, headers } = request;
	if (isPreflight(request)) {
		const allowed = {
			"access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE",
			"access-control-allow-headers": headers["access-control-request-headers"] ?? "",
		};
		return readableByPage(request, { ...ownResponse(204), headers: allowed });
	}
	const response = readableByPage(request, runEndpoint(sandbox, method === "HEAD" ? "GET" : method, request));
	return method === "HEAD" ? { ...response, body: null } : response;
}

function runEndpoint(sandbox: Sandbox, method: string, request: HttpRequest): HttpResponse {
	const { url, body } = request;
	const path = splitUrl(url).pathname.slice(ADMIN_PATH.length).replace(/\/$/, "");
	if (path === "" && method === "GET") return ownResponse(200, index());
	const key = `${method} ${path}`;
	const endpoint = Object.hasOwn(ENDPOINTS, key) ? ENDPOINTS[key] : undefined;
	if (endpoint === undefined) return ownResponse(404, { error: `${key}: no such endpoint`, endpoints: index() });
	const encoding = bodyEncoding(request);
	if (encoding !== undefined) return ownResponse(415, { error: `expected a body without compression, got ${encoding}` });
	try {
		const result = endpoint.run(sandbox, body ? JSON.parse(body) : undefined);
		return result === undefined ? ownResponse(204) : ownResponse(200, result);
	} catch (error) {
		if (error instanceof SeedError) return ownResponse(400, { error: error.message, pointer: error.pointer });
		if (error instanceof FaultError || error instanceof SyntaxError) return ownResponse(400, { error: error.message });
		throw error;
	}
}

function index(): Record<string, string> {
	return Object.fromEntries(Object.entries(ENDPOINTS).map(([key, { what }]) => [key.replace(" ", ` ${ADMIN_PATH}`), what]));
}
