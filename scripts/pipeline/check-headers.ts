import { HEADER_NAME, RESERVED_HEADER } from "../../src/core/operation/header-name.ts";
import type { ReportProblem } from "./problem.ts";

interface NamedHeader {
	readonly name: string;
	readonly pointer: string;
}

/** OpenAPI (Parameter Object): a header parameter of one of these names "SHALL be ignored"; the client writes them. */
const IGNORED_IN_REQUESTS = /^(?:accept|content-type|authorization)$/i;

/** OpenAPI (Response Object): "If a response header is defined with the name "Content-Type", it SHALL be ignored." */
const IGNORED_IN_RESPONSES = /^content-type$/i;

/** Checks that callers can set the headers that an operation takes as parameters. */
export function checkRequestHeaders(headers: readonly NamedHeader[], report: ReportProblem): void {
	checkHeaderNames(headers, report);
	for (const { name, pointer } of headers) {
		const isIgnored = IGNORED_IN_REQUESTS.test(name);
		if (!isIgnored && !RESERVED_HEADER.test(name)) continue;
		const reason = isIgnored
			? "OpenAPI ignores it, so remove it: security and media types say what it holds"
			: "the client or the connection sets it, so remove it";
		report(pointer, `expected a header that a caller can set, got ${name}; ${reason}`);
	}
}

/** Checks that a response can have the headers that are described for it. */
export function checkResponseHeaders(headers: readonly NamedHeader[], report: ReportProblem): void {
	checkHeaderNames(headers, report);
	for (const { name, pointer } of headers) {
		if (!IGNORED_IN_RESPONSES.test(name)) continue;
		report(pointer, `expected another header, got ${name}; OpenAPI ignores it, so remove it: content says what it holds`);
	}
}

/** Names of headers are the same whatever their case (RFC 9110, section 5.1). */
function checkHeaderNames(headers: readonly NamedHeader[], report: ReportProblem): void {
	const seen = new Map<string, string>();
	for (const { name, pointer } of headers) {
		const other = seen.get(name.toLowerCase());
		if (!HEADER_NAME.test(name))
			report(pointer, `expected a name that a header can have, got ${name}; use letters, digits and -`);
		if (other !== undefined && other !== name) {
			report(pointer, `expected each header once, whatever its case, got ${name} beside ${other}; keep one of them`);
		}
		seen.set(name.toLowerCase(), name);
	}
}
