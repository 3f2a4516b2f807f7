import { status, success } from "./change.ts";
import { CREATE, CREATE_C, DELETE, FETCH, FETCH_C, LIST, type Row, UPDATE } from "./row.ts";

export const STATUS: readonly Row[] = [
	["status: 200 for 201", CREATE, status(success, 200), "status-documented", "/response/status"],
	["status: 202 for 200", UPDATE, status(success, 202), "status-documented", "/response/status"],
	["status: 200 for 204", DELETE, status(success, 200), "status-documented", "/response/status"],
	["status: 201 for 200", FETCH, status(success, 201), "status-documented", "/response/status"],
	["status: undocumented 4xx", FETCH, status(success, 418), "status-documented", "/response/status"],
	["status: undocumented 5xx", LIST, status(success, 502), "status-documented", "/response/status"],
	["status: redirect", CREATE_C, status(success, 302), "status-documented", "/response/status"],
	["status: 422 for 400", CREATE, status((code) => code === 400, 422), "status-documented", "/response/status"],
	["status: documented 404 for a success", DELETE, status(success, 404), "request-accepted", "/response/status"],
	["status: documented 500 for a success", LIST, status(success, 500), "request-accepted", "/response/status"],
	["status: always too many requests", FETCH, status(success, 429), "request-accepted", "/response/status"],
	["status: 400 for 404", FETCH_C, status((code) => code === 404, 400), "unknown-not-found", "/response/status"],
	["status: 200 for 404", FETCH, status((code) => code === 404, 200), "unknown-not-found", "/response/status"],
	["status: 403 for 401", LIST, status((code) => code === 401, 403), "credentials-required", "/response/status"],
];
