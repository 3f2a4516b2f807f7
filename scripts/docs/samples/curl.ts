import { headerParameters, requestOf, type SampleWriter, type Setting } from "./sample.ts";

/** Samples for a POSIX shell. A refused request makes the command fail, and its reason is still printed. */
export function curlSamples(): SampleWriter {
	return {
		id: "curl",
		label: "curl",
		language: "bash",
		write(operation, call, target) {
			const request = requestOf(operation, call, target);
			const parts = [`curl --fail-with-body ${quote(request.url)}`];
			if (request.method !== (request.body === null ? "GET" : "POST")) parts.push(`--request ${request.method}`);
			const { credentials } = target;
			if (credentials) parts.push(`--user ${userOf(credentials.username, credentials.password)}`);
			for (const [name, value] of headerParameters(operation, request)) parts.push(`--header ${quote(`${name}: ${value}`)}`);
			const cookie = request.headers.cookie;
			if (cookie !== undefined) parts.push(`--cookie ${quote(cookie)}`);
			parts.push(...bodyOf(request.body, operation.descriptor.body?.mediaType));
			return `${parts.join(" \\\n  ")}\n`;
		},
	};
}

function bodyOf(body: string | null, mediaType: string | undefined): string[] {
	if (body === null) return [];
	if (mediaType === "application/json") return [`--json ${quote(body)}`];
	const fields = [...new URLSearchParams(body)].map(
		([name, value]) => `--data-urlencode ${quote(`${encodeURIComponent(name)}=${value}`)}`,
	);
	return fields.length > 0 ? fields : ["--data ''"];
}

/** Nothing within single quotes means anything to a shell. */
function quote(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

function userOf(username: Setting, password: Setting): string {
	if ("literal" in username && "literal" in password) return quote(`${username.literal}:${password.literal}`);
	return `${wordOf(username)}:${wordOf(password)}`;
}

function wordOf(setting: Setting): string {
	return "literal" in setting ? quote(setting.literal) : `"$${setting.variable}"`;
}
