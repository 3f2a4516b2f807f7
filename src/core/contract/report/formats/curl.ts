import { REDACTED } from "../../../operation/redact-exchange.ts";
import type { Deviation } from "../../judge/finding.ts";
import { WRONG } from "../redact.ts";
import type { Outcome } from "../result.ts";

/** Headers that curl sends of itself, or that mean nothing to the server. */
const LEFT_OUT = new Set(["content-length", "host", "connection", "user-agent"]);

/**
 * One line that repeats the request of a finding; undefined where there was none. Credentials are not in it: the shell puts them
 * in.
 */
export function curlOf({ exchange }: Deviation, { curlCredentials }: Outcome): string | undefined {
	if (exchange === undefined) return undefined;
	const { request } = exchange;
	const words = ["curl", "-i"];
	if (request.method !== "GET") words.push("-X", request.method);
	words.push(quote(request.url));
	for (const [name, value] of Object.entries(request.headers)) {
		if (name === "authorization" && value === WRONG) words.push("-u nobody:nothing");
		else if (name === "authorization" && value.endsWith(REDACTED)) words.push(curlCredentials);
		else if (!LEFT_OUT.has(name)) words.push("-H", quote(`${name}: ${value}`));
	}
	if (request.body !== null) words.push("--data-raw", quote(request.body));
	return words.filter(Boolean).join(" ");
}

function quote(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
