import type { SampleCall } from "../scripts/docs/calls.ts";
import { Code, sampleLiteral, settingCode } from "../scripts/docs/samples/literal.ts";
import type { SampleTarget, SampleWriter } from "../scripts/docs/samples/sample.ts";
import type { OperationDescriptor } from "../src/core/operation/descriptor.ts";

/** The official library pages automatically: it takes no page number and no token. */
const PAGING = new Set(["Page", "PageToken"]);

/** Names of the official library that are not those of the path. */
const NAMES: Readonly<Record<string, string>> = { Receipts: "deliveryReceipts" };

/**
 * Samples for Twilio's own package. Its calls follow the path: `/v1/Services/{Sid}/Messages` of chat.twilio.com is
 * `client.chat.v1.services(sid).messages`.
 */
export function officialSamples(): SampleWriter {
	return {
		id: "official",
		label: "twilio",
		language: "typescript",
		write({ descriptor }, call, target) {
			const product = productOf(descriptor);
			const resource = resourceOf(descriptor, call);
			if (product === undefined || resource === undefined) return undefined;
			const { version, chain } = resource;
			const { method, options } = actionOf(descriptor, call);
			const argument = Object.keys(options).length === 0 ? "" : sampleLiteral(options, "  ", 30);
			const [last = "", ...before] = chain.reverse();
			const lines = [
				`client.${product}.${version}`,
				...before.reverse().map((part) => `.${part}`),
				`.${last}.${method}(${argument})`,
			];
			return `import twilio from "twilio";

const client = twilio(${credentialsOf(target)});
${target.baseUrl === undefined ? "" : `client.${product}.baseUrl = ${JSON.stringify(target.baseUrl)};\n`}
${resultOf(descriptor)}await ${lines.join("\n  ")};
${resultOf(descriptor) === "" ? "" : "console.log(result);\n"}`;
		},
	};
}

function credentialsOf({ credentials }: SampleTarget): string {
	return credentials ? [credentials.username, credentials.password].map((setting) => settingCode(setting).source).join(", ") : "";
}

function productOf({ server }: OperationDescriptor): string | undefined {
	return /^https:\/\/([a-z]+)\.twilio\.com$/.exec(server)?.[1];
}

/** The version, and each collection, called with the parameter that follows it in the path. */
function resourceOf({ path }: OperationDescriptor, { values }: SampleCall): { version: string; chain: string[] } | undefined {
	const [, version = "", ...segments] = path.split("/");
	if (!/^v\d+$/.test(version)) return undefined;
	const chain: string[] = [];
	for (const segment of segments) {
		const [, name] = /^\{(.+)\}$/.exec(segment) ?? [];
		if (name === undefined) chain.push(NAMES[segment] ?? lowerCamel(segment));
		else chain.push(`${chain.pop() ?? ""}(${JSON.stringify(values[name])})`);
	}
	return { version, chain };
}

function actionOf(descriptor: OperationDescriptor, { values }: SampleCall): { method: string; options: Record<string, unknown> } {
	const item = descriptor.path.endsWith("}");
	const method =
		{ GET: item ? "fetch" : "list", POST: item ? "update" : "create", DELETE: "remove" }[descriptor.method as string] ?? "fetch";
	const options = Object.entries(values)
		.filter(([name]) => descriptor.parameters[name]?.in !== "path" && !PAGING.has(name))
		.map(([name, value]) => [
			lowerCamel(name),
			isDateTime(descriptor, name) ? new Code(`new Date(${JSON.stringify(value)})`) : value,
		]);
	return { method, options: Object.fromEntries(options) };
}

function isDateTime({ body }: OperationDescriptor, name: string): boolean {
	return body?.mediaType === "application/x-www-form-urlencoded" && body.fields[name]?.dateTime === true;
}

function resultOf({ method }: OperationDescriptor): string {
	return method === "DELETE" ? "" : "const result = ";
}

/** `ChannelSid` to `channelSid`, `X-Twilio-Webhook-Enabled` to `xTwilioWebhookEnabled`. */
function lowerCamel(name: string): string {
	const joined = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
	return joined.charAt(0).toLowerCase() + joined.slice(1);
}
