import { createHash } from "node:crypto";

/** The sources that a page may use, by directive. Everything else is forbidden. */
export type ContentPolicy = Readonly<Record<string, readonly string[]>>;

/**
 * Writes the policy as a `<meta>` element, because a static host sets no headers. Without a directive of the page, nothing
 * is loaded, sent or framed.
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

/** An empty icon, so that browsers do not request one. */
export const ICON = '<link rel="icon" href="data:,">';
