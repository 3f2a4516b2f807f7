import { createHash } from "node:crypto";

/** What a page may do, by directive. Whatever is not named is forbidden. */
export type ContentPolicy = Readonly<Record<string, readonly string[]>>;

/**
 * Writes the policy as the `<meta>` of a page: the only way for a site that any static host can serve. Nothing may be
 * loaded, sent, framed or navigated to by script unless the page's own policy allows it.
 */
export function policyMeta(policy: ContentPolicy): string {
	const directives = Object.entries({ "default-src": ["'none'"], "base-uri": ["'none'"], "form-action": ["'none'"], ...policy });
	const content = directives.map(([name, values]) => `${name} ${values.join(" ")}`).join("; ");
	return `<meta http-equiv="Content-Security-Policy" content="${content}">`;
}

/** The source expression that allows one inline script or style and no other. */
export function hashOf(source: string): string {
	return `'sha256-${createHash("sha256").update(source).digest("base64")}'`;
}

/** An icon of its own, or browsers would ask the host for one. */
export const ICON = '<link rel="icon" href="data:,">';
