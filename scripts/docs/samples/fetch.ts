import { Code, sampleLiteral } from "./literal.ts";
import { headerParameters, requestOf, returnsBody, type SampleTarget, type SampleWriter, type Setting } from "./sample.ts";

/** Samples with plain `fetch`, without a library. */
export function fetchSamples(): SampleWriter {
	return {
		id: "fetch",
		label: "fetch",
		language: "javascript",
		write(operation, call, target) {
			const request = requestOf(operation, call, target);
			const mediaType = operation.descriptor.body?.mediaType;
			const headers: Record<string, unknown> = Object.fromEntries(headerParameters(operation, request));
			if (target.credentials) headers.Authorization = new Code(`\`Basic \${btoa(${basicExpression(target.credentials)})}\``);
			if (request.body !== null && mediaType === "application/json") headers["Content-Type"] = mediaType;
			if (request.headers.cookie !== undefined) headers.Cookie = request.headers.cookie;
			const options = {
				...(request.method !== "GET" && { method: request.method }),
				...(Object.keys(headers).length > 0 && { headers }),
				...(request.body !== null && { body: bodyExpression(request.body, mediaType) }),
			};
			const rest = Object.keys(options).length === 0 ? "" : `, ${sampleLiteral(options, "", 100)}`;
			return `const response = await fetch(${JSON.stringify(request.url)}${rest});
if (!response.ok) throw new Error(\`\${response.status} \${await response.text()}\`);
${returnsBody(operation) ? "console.log(await response.json());\n" : ""}`;
		},
	};
}

function basicExpression({ username, password }: NonNullable<SampleTarget["credentials"]>): string {
	if ("literal" in username && "literal" in password) return JSON.stringify(`${username.literal}:${password.literal}`);
	return `\`${templatePart(username)}:${templatePart(password)}\``;
}

function templatePart(setting: Setting): string {
	return "literal" in setting ? setting.literal.replace(/[\\`$]/g, "\\$&") : `\${process.env.${setting.variable}}`;
}

function bodyExpression(body: string, mediaType: string | undefined): Code {
	if (mediaType === "application/json") return new Code(`JSON.stringify(${sampleLiteral(JSON.parse(body), "  ")})`);
	const pairs = [...new URLSearchParams(body)];
	const names = new Set(pairs.map(([name]) => name));
	const fields = names.size === pairs.length ? Object.fromEntries(pairs) : pairs;
	return new Code(`new URLSearchParams(${sampleLiteral(fields, "  ", 24)})`);
}
