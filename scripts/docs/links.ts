/** Where a page can point to. */
export interface LinkContext {
	/** The path of the page that the link is on, from the root of the site. */
	readonly from: string;
	/** The extension of the page: pages of a format link to each other. */
	readonly extension: "html" | "md";
	/** The operations that `operation:ID` can mean. */
	readonly operations: ReadonlySet<string>;
}

/** The page of an operation, without its extension. */
export function operationPath(id: string): string {
	return `operations/${id}`;
}

/** The pages that exist in one format only. */
const HTML_ONLY = new Set(["reference.html"]);

/**
 * Resolves the target of a link: `operation:ID`, an address, an anchor, or a path from the root of the site.
 *
 * @returns the address to write, always relative within the site; undefined where a link must not be made: for any
 * scheme but http, https and mailto
 */
export function resolveLink(to: string, { from, extension, operations }: LinkContext): string | undefined {
	if (to.startsWith("#")) return to;
	const [, scheme, rest = ""] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(to) ?? [];
	if (scheme === undefined) return to.startsWith("/") ? undefined : relativeTo(from, inFormat(to, extension));
	if (scheme === "operation") {
		return operations.has(rest) ? relativeTo(from, `${operationPath(rest)}.${extension}`) : undefined;
	}
	return ["http", "https", "mailto"].includes(scheme.toLowerCase()) ? to : undefined;
}

function inFormat(path: string, extension: LinkContext["extension"]): string {
	const [file = "", ...anchor] = path.split(/(?=#)/);
	if (extension === "html" || HTML_ONLY.has(file)) return path;
	return [file.replace(/\.html$/, ".md"), ...anchor].join("");
}

/** Relative, because nobody knows under which path the site will be published. */
function relativeTo(from: string, to: string): string {
	return "../".repeat(from.split("/").length - 1) + to;
}
