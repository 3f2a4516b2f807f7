import type { SampleWriter } from "./samples/sample.ts";

/** What a project says of itself on its site. Everything else comes from the description. */
export interface Profile {
	/** The name of the site. */
	readonly name: string;
	/** The start page, as Markdown. Links go to pages of the site (`changes.html`) and to operations (`operation:ID`). */
	readonly start: string;
	/** What is said at the top of every deprecated operation, as Markdown. */
	readonly deprecation: string;
	/** The variables of the environment that the samples take credentials from; undefined where none are needed. */
	readonly credentials?: { readonly username: string; readonly password: string };
	/** In the order in which readers see them. */
	readonly writers: readonly SampleWriter[];
}

/** A version of the description, and what it changed. */
export interface Version {
	readonly version: string;
	/** As Markdown. */
	readonly changes: string;
}
