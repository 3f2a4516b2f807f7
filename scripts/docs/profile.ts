import type { SampleWriter } from "./samples/sample.ts";

/** The project's own part of the site. Everything else comes from the description. */
export interface Profile {
	/** The name of the site. */
	readonly name: string;
	/** The start page, as Markdown. Links may name pages of the site (`changes.html`) and operations (`operation:ID`). */
	readonly start: string;
	/** The notice on deprecated operations, as Markdown. */
	readonly deprecation: string;
	/** The environment variables that hold the credentials; undefined if the API needs none. */
	readonly credentials?: { readonly username: string; readonly password: string };
	/** Credentials that only the sandbox accepts, for samples that run against it. */
	readonly sandboxCredentials: { readonly username: string; readonly password: string };
	/** In the order of display. */
	readonly writers: readonly SampleWriter[];
}

/** A version of the description, and its changes. */
export interface Version {
	readonly version: string;
	/** As Markdown. */
	readonly changes: string;
}
