import type { ChosenTarget, TargetRequest } from "../../core/contract/command/setup.ts";
import type { Target } from "../../core/contract/run/run.ts";
import { createFetchSend } from "../../core/contract/run/targets/fetch.ts";
import type { Sandbox } from "../../core/sandbox/sandbox.ts";
import { createSandbox, type SandboxOptions } from "../sandbox/create-sandbox.ts";
import { basicCredentials } from "./credentials.ts";

/** An account that exists nowhere. */
const ACCOUNT = { username: `AC${"0123456789abcdef".repeat(2)}`, password: "embedded-sandbox" };

/** A sandbox as a target, called without a network. It must know the credentials, or take any. */
export function sandboxTarget(
	sandbox: Sandbox,
	credentials = basicCredentials(ACCOUNT.username, ACCOUNT.password, true, `-u "${ACCOUNT.username}:${ACCOUNT.password}"`),
): Target {
	return { name: "the embedded sandbox", send: (request) => sandbox.handle(request), credentials };
}

/** A sandbox that takes exactly the credentials of {@link sandboxTarget}. */
export function createContractSandbox(options: SandboxOptions = {}): Sandbox {
	return createSandbox({ record: 0, credentials: [ACCOUNT], ...options });
}

/** A sandbox on a loopback port: what is proved of it is proved of a server. */
export async function serveSandbox({ random, timeout, parameters }: TargetRequest): Promise<ChosenTarget> {
	const sandbox = createContractSandbox({ random });
	const { url, close } = await sandbox.listen();
	return { target: { ...sandboxTarget(sandbox), baseUrl: url, parameters, send: createFetchSend({ timeout }) }, close };
}
