import { REDACTED } from "../../../operation/hide-credentials.ts";
import { quoteForShell } from "../../../operation/shell.ts";
import type { Finding } from "../../judge/finding.ts";
import { WRONG } from "../redact.ts";
import type { ContractResult } from "../result.ts";

/** Headers that curl sends by default, or that do not matter to the server. */
const LEFT_OUT = new Set(["content-length", "host", "connection", "user-agent"]);

/** One line that repeats the request of a finding, without credentials: the shell inserts them. */
export function curlOf({ exchange: { request } }: Finding, { curlCredentials }: ContractResult): string {
	const words = ["curl", "-i"];
	if (request.method !== "GET") words.push("-X", request.method);
	words.push(quoteForShell(request.url));
	for (const [name, value] of Object.entries(request.headers)) {
		if (name === "authorization" && value === WRONG) words.push("-u nobody:nothing");
		else if (name === "authorization" && value.endsWith(REDACTED)) words.push(curlCredentials);
		else if (!LEFT_OUT.has(name)) words.push("-H", quoteForShell(`${name}: ${value}`));
	}
	if (request.body !== null) words.push("--data-raw", quoteForShell(request.body));
	return words.filter(Boolean).join(" ");
}
