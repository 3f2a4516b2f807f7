import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { isLoopbackOrigin } from "../operation/loopback.ts";
import { splitUrl } from "../operation/split-url.ts";
import { ADMIN_PATH } from "./admin-path.ts";
import { FaultError } from "./faults.ts";
import { SeedError } from "./policy.ts";
import type { Sandbox } from "./sandbox.ts";

interface Endpoint {
	readonly what: string;
	/** Returns the body of the response; undefined for 204. */
	readonly run: (sandbox: Sandbox, body: unknown) => unknown;
}

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
	"GET /state": { what: "the whole state, as JSON that can be seeded", run: (sandbox) => sandbox.snapshot() },
	"PUT /state": { what: "replace the whole state by a snapshot", run: (sandbox, body) => sandbox.restore(body as object) },
	"POST /seed": { what: "add to the state", run: (sandbox, body) => sandbox.seed(body as object) },
	"POST /reset": { what: "go back to the state and the faults of the start", run: (sandbox) => sandbox.reset() },
	"GET /faults": { what: "the faults that are switched on", run: (sandbox) => sandbox.faults.list() },
	"POST /faults": { what: "switch a fault on", run: addFault },
	"DELETE /faults": { what: "switch all faults off", run: (sandbox) => sandbox.faults.clear() },
	"GET /har": { what: "the last exchanges as an HTTP archive", run: (sandbox) => sandbox.har() },
};

function addFault(sandbox: Sandbox, body: unknown): void {
	if (typeof body !== "object" || body === null) throw new FaultError("expected an object");
	sandbox.inject(body);
}

/**
 * Responds to a request for the sandbox itself. `GET /_sandbox` lists the endpoints; bodies are JSON. A page of another site
 * gets 403, so that no site that a developer visits can change their sandbox.
 */
export function handleAdmin(sandbox: Sandbox, request: HttpRequest): HttpResponse {
	const { origin } = request.headers;
	if (origin !== undefined && !isLoopbackOrigin(origin)) return respondJson(403, { error: `not for pages of ${origin}` });
	const path = splitUrl(request.url).pathname.slice(ADMIN_PATH.length).replace(/\/$/, "");
	if (path === "" && request.method === "GET") return respondJson(200, index());
	const key = `${request.method} ${path}`;
	const endpoint = Object.hasOwn(ENDPOINTS, key) ? ENDPOINTS[key] : undefined;
	if (endpoint === undefined) return respondJson(404, { error: `${key}: no such endpoint`, endpoints: index() });
	try {
		const result = endpoint.run(sandbox, request.body ? JSON.parse(request.body) : undefined);
		return result === undefined ? { status: 204, headers: {}, body: null } : respondJson(200, result);
	} catch (error) {
		if (error instanceof SeedError) return respondJson(400, { error: error.message, pointer: error.pointer });
		if (error instanceof FaultError || error instanceof SyntaxError) return respondJson(400, { error: error.message });
		throw error;
	}
}

function index(): Record<string, string> {
	return Object.fromEntries(Object.entries(ENDPOINTS).map(([key, { what }]) => [key.replace(" ", ` ${ADMIN_PATH}`), what]));
}

function respondJson(status: number, body: unknown): HttpResponse {
	return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(body) };
}
