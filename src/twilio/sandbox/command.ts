import { resolvePolicyOptions, SETTABLE_OPTIONS, type TwilioPolicyOptions } from "./options.ts";

/**
 * Reads the values of `--set` as options.
 *
 * @throws {TypeError} naming the setting that is unknown or invalid
 */
export function readSettings(settings: Readonly<Record<string, string>>): TwilioPolicyOptions {
	const { credentials, ...rest } = settings;
	const unknown = Object.keys(rest).find((name) => !SETTABLE_OPTIONS.includes(name));
	if (unknown !== undefined) {
		throw new TypeError(`--set ${unknown}: expected one of ${["credentials", ...SETTABLE_OPTIONS].join(", ")}`);
	}
	const options = Object.fromEntries(
		Object.entries(rest).map(([name, value]) => [name, name.endsWith("Limit") && /^\d+$/.test(value) ? Number(value) : value]),
	);
	return resolvePolicyOptions({
		...options,
		...(credentials === undefined ? {} : { credentials: [readCredentials(credentials)] }),
	});
}

function readCredentials(text: string) {
	const [, username, password] = /^([^:]+):(.+)$/s.exec(text) ?? [];
	if (username === undefined || password === undefined) throw new TypeError("--set credentials: expected name:password");
	return { username, password };
}
