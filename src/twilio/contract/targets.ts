import { type ChosenTarget, TargetError, type TargetRequest } from "../../core/contract/command/setup.ts";
import type { Target } from "../../core/contract/run/target.ts";
import { createFetchSend } from "../../core/contract/run/targets/fetch.ts";
import { createSend } from "../../core/contract/run/targets/send.ts";
import { withoutSlash } from "../../core/operation/rebase-url.ts";
import { userInfoOf } from "../../core/operation/user-info.ts";
import type { Sandbox } from "../../core/sandbox/sandbox.ts";
import { SANDBOX_CREDENTIALS } from "../placeholders.ts";
import { createSandbox, type SandboxOptions } from "../sandbox/create-sandbox.ts";
import { basicCredentials } from "./credentials.ts";

/** A made-up account. */
const ACCOUNT = { username: `AC${"0123456789abcdef".repeat(2)}`, password: "embedded-sandbox" };

/** Participants outside chat, and not the author of the documented messages: an author gets no receipt. Two make two pages. */
const RECIPIENT_SIDS = [`MB${"b".repeat(32)}`, `MB${"c".repeat(32)}`];

/** A sandbox as a target, called without a network. It must accept the given credentials; {@link createContractSandbox} does. */
export function sandboxTarget(
	sandbox: Sandbox,
	credentials = basicCredentials(ACCOUNT.username, ACCOUNT.password, true, `-u "${ACCOUNT.username}:${ACCOUNT.password}"`),
): Target {
	return { name: "the embedded sandbox", send: (request) => sandbox.handle(request), credentials };
}

/**
 * A sandbox that accepts exactly the credentials of {@link sandboxTarget}. Every conversation in it has participants outside
 * chat, without whom no message would have a delivery receipt to read.
 */
export function createContractSandbox(options: SandboxOptions = {}): Sandbox {
	const recipients = RECIPIENT_SIDS.map((sid) => [sid, { channel: "sms" }] as const);
	const seed = { nonChatParticipants: Object.fromEntries(recipients) };
	return createSandbox({ record: 0, credentials: [ACCOUNT], seed, ...options });
}

/** A sandbox on a loopback port, so that requests pass through a real server. */
export async function serveSandbox({ random, timeout, parameters, ca, insecure }: TargetRequest): Promise<ChosenTarget> {
	if (ca !== undefined || insecure)
		throw new TargetError("--ca and --insecure are for a target with TLS, which the sandbox has not");
	const sandbox = createContractSandbox({ random });
	const { url, close } = await sandbox.listen();
	return { target: { ...sandboxTarget(sandbox), baseUrl: url, parameters, send: createFetchSend({ timeout }) }, close };
}

/**
 * A server at a URL. Credentials come from the URL or from `CONTRACT_CREDENTIALS`, never from the variables for the real service:
 * those must not be sent to another server.
 *
 * @throws {TargetError} if only a part of the credentials is given
 */
export function targetAt(address: string, request: TargetRequest): ChosenTarget {
	const { env, parameters } = request;
	const url = new URL(address);
	const user = userInfoOf(url);
	const given = user ? `${user.username}:${user.password}` : env.CONTRACT_CREDENTIALS;
	const [, username, password] = /^([^:]+):(.+)$/s.exec(given ?? "") ?? [];
	if (given && (username === undefined || password === undefined)) {
		throw new TargetError(`${user ? "--target" : "CONTRACT_CREDENTIALS"}: expected name:password`);
	}
	url.username = "";
	url.password = "";
	// Without credentials, those that a sandbox accepts unless it is configured.
	const { username: anyone, password: anything } = SANDBOX_CREDENTIALS;
	const credentials =
		username === undefined || password === undefined
			? basicCredentials(anyone, anything, false, `-u "${anyone}:${anything}"`)
			: basicCredentials(username, password, true, '-u "$CONTRACT_CREDENTIALS"');
	const baseUrl = withoutSlash(url.href);
	return { target: { name: baseUrl, send: createSend(request), credentials, baseUrl, parameters } };
}
