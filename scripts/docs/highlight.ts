import type { ElementContent } from "hast";
import bash from "highlight.js/lib/languages/bash";
import diff from "highlight.js/lib/languages/diff";
import http from "highlight.js/lib/languages/http";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";
import yaml from "highlight.js/lib/languages/yaml";
import { createLowlight, type LanguageFn } from "lowlight";

/** The fields of a form, as `name = value`. */
const form: LanguageFn = () => ({ name: "form", contains: [{ scope: "attr", begin: /^[^=\n]+(?= = )/ }] });

const lowlight = createLowlight({ bash, diff, form, http, javascript, json, typescript, yaml });
lowlight.registerAlias({ bash: "sh", javascript: "js", typescript: "ts" });

/** Many pages have the same examples. */
const highlighted = new Map<string, ElementContent[]>();

/**
 * Marks the words of a source by their kind, with classes that begin with `t-`.
 *
 * @param language as behind the fence of a block of code; the words of any that is unknown stay plain
 */
export function highlightCode(language: string, source: string): ElementContent[] {
	if (!lowlight.registered(language)) return [{ type: "text", value: source }];
	const key = `${language}\n${source}`;
	const known = highlighted.get(key);
	if (known !== undefined) return known;
	const { children } = lowlight.highlight(language, source, { prefix: "t-" });
	highlighted.set(key, children as ElementContent[]);
	return children as ElementContent[];
}
