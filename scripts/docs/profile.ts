import type { Conventions } from "../../src/core/operation/conventions.ts";
import type { ColourScheme } from "./colours.ts";
import type { PublicFile } from "./public-files.ts";
import type { SampleWriter } from "./samples/sample.ts";

/**
 * A text of the project as Markdown. Links may name pages of the site (`changes.html`, `sandbox.md#state`), operations
 * (`operation:ID`) and anchors. Where a link leads elsewhere in the repository, its title names its target on the site:
 * `[onSent](../openapi/webhooks/onSent.yaml "operation:onSent")`.
 */
export interface ProfileText {
	/** Where it is, for problems. */
	readonly file: string;
	readonly markdown: string;
}

/** A page of the project's own, which begins with a title and a summary. */
export interface ProfilePage extends ProfileText {
	/** From the root of the site, without an extension. */
	readonly path: string;
	/** Its text is a part of the interactive reference, too, so that the search there finds it. */
	readonly inReference?: boolean;
}

/** What pages look like beside their content, and where readers can edit them. Pictures are files of `publicFiles`. */
export interface SiteLook {
	readonly logo?: string;
	readonly icon?: string;
	/** For links to the site elsewhere. */
	readonly preview?: string;
	readonly accent?: Readonly<Record<ColourScheme, string>>;
	/** The address before the path of a file, where readers can edit it. */
	readonly editAddress?: string;
}

/** The project's own part of the site. Everything else comes from the description. */
export interface Profile {
	/** The name of the site. */
	readonly name: string;
	/** The start page. Default: the title and the text of the description. */
	readonly start?: ProfileText;
	/** The pages after the start page. */
	readonly guides?: readonly ProfilePage[];
	/** The notice on deprecated operations. Default: one sentence. */
	readonly deprecation?: ProfileText;
	/** The environment variables that hold the credentials; undefined if the API needs none. */
	readonly credentials?: { readonly username: string; readonly password: string };
	/** The path under which resources are kept that several paths lead to; each path is its own when left out. */
	readonly canonicalPath?: Conventions["canonicalPath"];
	/** Credentials that only the sandbox accepts, for samples that run against it; undefined if the API has no sandbox. */
	readonly sandboxCredentials?: { readonly username: string; readonly password: string };
	/**
	 * The script of the playground, which runs the API in the page: the path of its TypeScript file, from the root of the project.
	 * Without it, the site has no playground. It finds a `PlaygroundInput` in `globalThis.playgroundInput`.
	 */
	readonly playground?: string;
	/** In the order of display. */
	readonly writers: readonly SampleWriter[];
	/** The page of changes. It has a heading `## Version X` for each version, also for the current one. Default: a sentence. */
	readonly changes?: ProfileText;
	/** What the page of each webhook says about who sent it. */
	readonly verification?: ProfileText;
	/** The end of every page. */
	readonly footer?: ProfileText;
	readonly look?: SiteLook;
	/** The files that are copied to the site. */
	readonly publicFiles?: readonly PublicFile[];
	/** The samples of receivers of webhooks: each returns the values of its call as a response. In the order of display. */
	readonly receivers?: readonly SampleWriter[];
}
