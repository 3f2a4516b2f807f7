import { type ChosenTarget, TargetError, type TargetRequest } from "../../core/contract/command/setup.ts";
import { createFetchSend } from "../../core/contract/run/targets/fetch.ts";
import { basicCredentials } from "./credentials.ts";

/** Credentials that every sandbox takes unless it is told which to take. */
const PLACEHOLDER = { username: `AC${"a".repeat(32)}`, password: "placeholder" };

/**
 * A server at an address. Credentials come from the address or from `CONTRACT_CREDENTIALS`, never from the variables that hold
 * those of the real service: they must not go to whatever server is named.
 */
export function targetAt(address: string, { env, parameters, timeout }: TargetRequest): ChosenTarget {
	const url = new URL(address);
	const given = url.username === "" ? env.CONTRACT_CREDENTIALS : `${decode(url.username)}:${decode(url.password)}`;
	const [, username, password] = /^([^:]+):(.+)$/s.exec(given ?? "") ?? [];
	if (given && (username === undefined || password === undefined)) {
		throw new TargetError(`${url.username === "" ? "CONTRACT_CREDENTIALS" : "--target"}: expected name:password`);
	}
	url.username = "";
	url.password = "";
	const credentials =
		username === undefined || password === undefined
			? basicCredentials(
					PLACEHOLDER.username,
					PLACEHOLDER.password,
					false,
					`-u "${PLACEHOLDER.username}:${PLACEHOLDER.password}"`,
				)
			: basicCredentials(username, password, true, '-u "$CONTRACT_CREDENTIALS"');
	const baseUrl = url.href.replace(/\/+$/, "");
	return { target: { name: baseUrl, send: createFetchSend({ timeout }), credentials, baseUrl, parameters } };
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
