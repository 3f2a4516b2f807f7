import { type ChosenTarget, TargetError, type TargetRequest } from "../../core/contract/command/setup.ts";
import type { TargetCredentials } from "../../core/contract/policy.ts";
import { createFetchSend } from "../../core/contract/run/targets/fetch.ts";
import { SANDBOX_CREDENTIALS } from "../placeholders.ts";
import { basicCredentials } from "./credentials.ts";

/**
 * A server at a URL. Credentials come from the URL or from `CONTRACT_CREDENTIALS`, never from the variables for the real service:
 * those must not be sent to another server.
 *
 * @throws {TargetError} if only a part of the credentials is given
 */
export function targetAt(address: string, { env, parameters, timeout }: TargetRequest): ChosenTarget {
	const url = new URL(address);
	const given =
		url.username === "" ? env.CONTRACT_CREDENTIALS : `${decodeUserInfo(url.username)}:${decodeUserInfo(url.password)}`;
	const [, username, password] = /^([^:]+):(.+)$/s.exec(given ?? "") ?? [];
	if (given && (username === undefined || password === undefined)) {
		throw new TargetError(`${url.username === "" ? "CONTRACT_CREDENTIALS" : "--target"}: expected name:password`);
	}
	url.username = "";
	url.password = "";
	const credentials =
		username === undefined || password === undefined
			? sandboxCredentials()
			: basicCredentials(username, password, true, '-u "$CONTRACT_CREDENTIALS"');
	const baseUrl = url.href.replace(/\/+$/, "");
	return { target: { name: baseUrl, send: createFetchSend({ timeout }), credentials, baseUrl, parameters } };
}

/** Credentials that a sandbox accepts unless it is configured. */
function sandboxCredentials(): TargetCredentials {
	const { username, password } = SANDBOX_CREDENTIALS;
	return basicCredentials(username, password, false, `-u "${username}:${password}"`);
}

/** Percent-decodes a user name or password; returns the text as it is where it is malformed. */
function decodeUserInfo(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
