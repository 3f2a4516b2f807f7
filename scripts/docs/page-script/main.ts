import { addCopyButtons } from "./copy-buttons.ts";

/*
 * The script of every static page, `site.js`. It adds what needs a script to pages that are complete without one. A call per
 * feature; a feature that fails must not take the others with it.
 */
for (const addFeature of [addCopyButtons]) {
	try {
		addFeature();
	} catch (error) {
		console.error(error);
	}
}
