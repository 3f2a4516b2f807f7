import type { HttpRequest } from "./http.ts";
import { splitUrl } from "./split-url.ts";

/** The path of the endpoints for the sandbox itself. */
export const ADMIN_PATH = "/_sandbox";

/** Whether a request is for the sandbox itself, and not for the API that it serves. */
export function isAdminPath(url: string): boolean {
	if (!url.includes(ADMIN_PATH)) return false;
	const { pathname } = splitUrl(url);
	return pathname === ADMIN_PATH || pathname.startsWith(`${ADMIN_PATH}/`);
}

/** Whether a request is for the sandbox itself; so is the `HEAD /` with which tools wait until a server is ready. */
export function isAdminRequest({ method, url }: HttpRequest): boolean {
	return isAdminPath(url) || (method === "HEAD" && splitUrl(url).pathname === "/");
}
