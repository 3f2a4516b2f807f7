import { operations } from "../../../generated/operations.ts";
import { type ChosenTarget, TargetError, type TargetRequest } from "../../core/contract/command/setup.ts";
import type { ContractPolicy } from "../../core/contract/policy.ts";
import { createSend } from "../../core/contract/run/targets/send.ts";
import type { OperationDescriptor } from "../../core/operation/descriptor.ts";
import { groupBy } from "../../core/operation/group-by.ts";
import { basicCredentials } from "./credentials.ts";
import { createContractPolicy } from "./policy.ts";

type Operations = Readonly<Record<string, OperationDescriptor>>;
type LiveResource = readonly [variable: string, pattern: RegExp];

const MESSAGE: LiveResource = ["TWILIO_CONTRACT_MESSAGE_SID", /^IM[0-9a-fA-F]{32}$/];

/** The operations that read one message of a conversation. No other may name it, so that it is neither changed nor deleted. */
const MESSAGE_READERS = Object.entries(operations as Operations)
	.filter(([, { method, path }]) => method === "GET" && path.endsWith("/{ConversationSid}/Messages/{Sid}"))
	.map(([operationId]) => operationId);

/** The environment variable for each resource to use, by path parameter or as `operationId.name`, and its pattern. */
const RESOURCES: Readonly<Record<string, LiveResource>> = {
	ChatServiceSid: ["TWILIO_CONTRACT_CHAT_SERVICE_SID", /^IS[0-9a-fA-F]{32}$/],
	ConversationSid: ["TWILIO_CONTRACT_CONVERSATION_SID", /^CH[0-9a-fA-F]{32}$/],
	MessageSid: MESSAGE,
	...Object.fromEntries(MESSAGE_READERS.map((operationId) => [`${operationId}.Sid`, MESSAGE])),
	ServiceSid: ["TWILIO_CONTRACT_SERVICE_SID", /^IS[0-9a-fA-F]{32}$/],
	ChannelSid: ["TWILIO_CONTRACT_CHANNEL_SID", /^CH[0-9a-fA-F]{32}$/],
	"fetchChannelMessage.Sid": ["TWILIO_CONTRACT_CHANNEL_MESSAGE_SID", /^IM[0-9a-fA-F]{32}$/],
};

/** The environment variables of the real service, for the help. */
export const LIVE_ENVIRONMENT: readonly string[] = [
	"  TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN  credentials for --target twilio",
	"  TWILIO_API_KEY, TWILIO_API_SECRET      the same, instead",
	...[...groupBy(Object.entries(RESOURCES), ([, [variable]]) => variable)].map(
		([variable, named]) => `  ${variable.padEnd(38)} ${named.map(([name]) => name).join(", ")}`,
	),
];

/** The author of all messages that the tests write, so that their readers can tell them from messages of people. */
const AUTHOR = "contract-test";
/** Several times what a run takes today, so that a service that makes it repeat itself cannot make it go on for ever. */
const MAX_REQUESTS = 60 * Object.keys(operations).length;

/**
 * The real hosts. Only `--write` allows writing, and then only to the conversation and the channel that the environment names.
 *
 * @throws {TargetError} with the name of the variable that is missing or malformed
 */
export function liveTarget(request: TargetRequest): ChosenTarget {
	const { env, parameters, write } = request;
	const key = env.TWILIO_API_KEY && env.TWILIO_API_SECRET;
	const username = key ? env.TWILIO_API_KEY : env.TWILIO_ACCOUNT_SID;
	const password = key ? env.TWILIO_API_SECRET : env.TWILIO_AUTH_TOKEN;
	if (!username || !password) {
		throw new TargetError("Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET");
	}
	for (const [name, value] of Object.entries(parameters)) {
		const [, pattern] = RESOURCES[name] ?? [];
		if (pattern && !pattern.test(value)) throw new TargetError(`--param ${name}: expected ${pattern.source}`);
	}
	const used = { ...resourcesOf(env), ...parameters };
	const missing = ["ChatServiceSid", "ConversationSid", "ServiceSid", "ChannelSid"].filter((name) => !used[name]);
	if (write && missing.length > 0) {
		throw new TargetError(
			`--write: set ${missing.map((name) => RESOURCES[name]?.[0]).join(", ")}, so that no other resource is written to`,
		);
	}
	const curl = key ? '-u "$TWILIO_API_KEY:$TWILIO_API_SECRET"' : '-u "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN"';
	return {
		target: {
			name: "the real service",
			send: createSend(request),
			credentials: basicCredentials(username, password, true, curl),
			parameters: used,
			shared: true,
		},
		policy: livePolicy(),
		options: { readOnly: !write, maxRequests: MAX_REQUESTS, cleanUp: true, concurrency: 1 },
		announcement: announce(used, write),
	};
}

function resourcesOf(env: TargetRequest["env"]): Record<string, string> {
	const used: Record<string, string> = {};
	for (const [name, [variable, pattern]] of Object.entries(RESOURCES)) {
		const value = env[variable];
		if (!value) continue;
		if (!pattern.test(value)) throw new TargetError(`${variable}: expected ${pattern.source}`);
		used[name] = value;
	}
	return used;
}

function announce(used: Readonly<Record<string, string>>, write: boolean): string[] {
	const named = Object.entries(used).map(([name, value]) => `  ${name.padEnd(35)} ${value}`);
	const writing = `Writes messages of the author "${AUTHOR}" to this conversation and this channel, and deletes them afterwards.`;
	return [
		`Sends at most ${MAX_REQUESTS} requests to the real service, one at a time.`,
		write ? writing : "Reads only; --write allows writing.",
		...(named.length > 0 ? ["Uses:", ...named] : ["No resource is named, so that little can be read; see --help."]),
		"",
	];
}

/** The usual policy. In addition, it skips examples that refer to resources of the documents, and marks written messages. */
function livePolicy(): ContractPolicy {
	return {
		...createContractPolicy(),
		unusableExample(_, body) {
			const named = Object.keys(body).find((name) => name === "MediaSid" || name === "ContentSid");
			return named && `${named} names a resource that only exists in the documents`;
		},
		mark(operationId, body) {
			const operation: OperationDescriptor | undefined = (operations as Operations)[operationId];
			const field = ["Author", "From"].find((name) => Object.hasOwn(operation?.body?.fields ?? {}, name));
			return field === undefined ? { ...body } : { ...body, [field]: AUTHOR };
		},
	};
}
