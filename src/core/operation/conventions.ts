/** How an API names things, as far as its description cannot say it. */
export interface Conventions {
	/** The member of payloads that a path parameter or a field of a request goes into. */
	propertyNameFor(name: string): string;
	/** The member of payloads that holds a resource's identifier. */
	readonly idField: string;
	/**
	 * The template under which a collection is kept, for templates that lead to the same one.
	 *
	 * @param templates all path templates of the same server
	 */
	canonicalPath?(collection: string, templates: readonly string[]): string;
}
