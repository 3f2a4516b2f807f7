import { quoteForShell } from "../../../src/core/operation/shell.ts";
import { headerParameters, requestOf, type SampleWriter, type Setting } from "./sample.ts";

/** Samples for a POSIX shell. A rejected request makes the command fail, and the response is still printed. */
export function curlSamples(): SampleWriter {
	return {
		id: "curl",
		label: "curl",
		language: "bash",
		write(operation, call, target) {
			const request = requestOf(operation, call, target);
			const parts = [`curl --fail-with-body ${quoteForShell(request.url)}`];
			if (request.method !== (request.body === null ? "GET" : "POST")) parts.push(`--request ${request.method}`);
			const { credentials } = target;
			if (credentials) parts.push(`--user ${userOption(credentials.username, credentials.password)}`);
			for (const [name, value] of headerParameters(operation, request))
				parts.push(`--header ${quoteForShell(`${name}: ${value}`)}`);
			const cookie = request.headers.cookie;
			if (cookie !== undefined) parts.push(`--cookie ${quoteForShell(cookie)}`);
			parts.push(...bodyOptions(request.body, operation.descriptor.body?.mediaType));
			return `${parts.join(" \\\n  ")}\n`;
		},
	};
}

function bodyOptions(body: string | null, mediaType: string | undefined): string[] {
	if (body === null) return [];
	if (mediaType === "application/json") return [`--json ${quoteForShell(body)}`];
	const fields = [...new URLSearchParams(body)].map(
		([name, value]) => `--data-urlencode ${quoteForShell(`${encodeURIComponent(name)}=${value}`)}`,
	);
	return fields.length > 0 ? fields : ["--data ''"];
}

function userOption(username: Setting, password: Setting): string {
	if ("literal" in username && "literal" in password) return quoteForShell(`${username.literal}:${password.literal}`);
	return `${shellWord(username)}:${shellWord(password)}`;
}

function shellWord(setting: Setting): string {
	return "literal" in setting ? quoteForShell(setting.literal) : `"$${setting.variable}"`;
}
