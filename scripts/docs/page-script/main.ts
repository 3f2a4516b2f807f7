import { addCopyButtons } from "./copy-buttons.ts";
import { markCurrentSection, showCurrentPage } from "./position.ts";
import { addSearch } from "./search.ts";
import { addTabs } from "./tabs.ts";
import { unfoldLists } from "./unfold.ts";

/*
 * The script of every static page, `site.js`. It adds what needs a script to pages that are complete without one. A call per
 * feature; a feature that fails must not take the others with it.
 */
for (const addFeature of [unfoldLists, addTabs, addCopyButtons, addSearch, showCurrentPage, markCurrentSection]) {
	try {
		addFeature();
	} catch (error) {
		console.error(error);
	}
}
