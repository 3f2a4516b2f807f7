import { hashOf } from "../docs/content-security-policy.ts";

/**
 * Adds a script to a page that reloads it once the server names another version than the page has, and allows this script
 * in the policy of the page. Only pages that are served for development have it.
 *
 * @param events the path of a stream of server-sent events, each with the newest version
 * @throws {Error} if the page has no policy
 */
export function withReloading(page: string, events: string, version: string): string {
	const script = scriptOf(events, version);
	const [meta, directives] = POLICY_META.exec(page) ?? [];
	if (meta === undefined || directives === undefined) throw new Error("expected a page with a policy, found none");
	const allowed = allow(allow(directives, "script-src", hashOf(script)), "connect-src", "'self'");
	return page
		.replace(meta, () => meta.replace(directives, () => allowed))
		.replace(/(?=<\/body>\s*<\/html>\s*$)/, () => `<script>${script}</script>\n`);
}

const POLICY_META = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/;

/** Adds a source to a directive of a policy. A browser reads only the first directive of a name. */
function allow(directives: string, name: string, source: string): string {
	const own = new RegExp(`(?:^|; )${name} [^;]*`);
	return own.test(directives)
		? directives.replace(own, (directive) => `${directive} ${source}`)
		: `${directives}; ${name} ${source}`;
}

/** A hidden page does not listen: a browser has only a few connections to a server, and pages that are open need them. */
function scriptOf(events: string, version: string): string {
	return `{
	let source;
	const listen = () => {
		source?.close();
		source = document.hidden ? undefined : new EventSource(${JSON.stringify(events)});
		source?.addEventListener("message", ({ data }) => {
			if (data !== ${JSON.stringify(version)}) location.reload();
		});
	};
	document.addEventListener("visibilitychange", listen);
	listen();
}`;
}
