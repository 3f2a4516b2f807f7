import type { GeneratedApi } from "../../../operation/generated-api.ts";
import { withoutSlash } from "../../../operation/rebase-url.ts";
import { type SplitUrl, splitUrl } from "../../../operation/split-url.ts";
import { noSuch } from "../selection.ts";

/**
 * The address or the path that a recording has in the place of a described server, by server: behind a gateway, for example,
 * `{ "https://api.test/v2": "https://gateway.test/api" }` or `{ "https://api.test/v2": "/api" }`.
 */
export type RecordedServers = Readonly<Record<string, string>>;

/**
 * Creates the function that puts the described server in its place in a recorded address. Of several that fit, the longest counts.
 *
 * @throws {SelectionError} for a server that no operation has
 */
export function createServerLookup({ operations }: GeneratedApi, servers: RecordedServers): (url: SplitUrl) => SplitUrl {
	const known = [...new Set(Object.values(operations).map(({ server }) => server))];
	const places = Object.entries(servers).map(([server, place]) => {
		const described = known.find((each) => withoutSlash(each) === withoutSlash(server));
		if (described === undefined) throw noSuch(`operation has the server ${server}`, known);
		return [withoutSlash(place), described] as const;
	});
	places.sort(([a], [b]) => b.length - a.length);
	return (url) => {
		for (const [place, server] of places) {
			const called = place === "" || place.startsWith("/") ? url.pathname : url.origin + url.pathname;
			if (called === place || called.startsWith(`${place}/`)) {
				return { ...splitUrl(withoutSlash(server) + called.slice(place.length)), query: url.query };
			}
		}
		return url;
	};
}
