/**
 * Shortens the generated types, without a change to what they mean: texts that no editor shows are left out, and what the headers
 * of many responses repeat is written once.
 *
 * @param text the declarations of openapi-typescript
 */
export function shrinkTypes(text: string): string {
	return shareHeaders(omitTextsOfPaths(text)).replace(LEADING_TAG, "$1");
}

/** A path states its operations and their parameters again, with their texts. Programs get to them by the methods only. */
function omitTextsOfPaths(text: string): string {
	return text.replace(/^export interface paths \{$[\s\S]*?^\}$/m, (paths) => paths.replace(TEXT_IN_PATH, ""));
}

/** In a path, which is two levels deep, a method is, and its parameters are four. */
const TEXT_IN_PATH = /^ {8}(?: {8})?\/\*\*[\s\S]*?\*\/\n/gm;

/** A description is what a comment begins with, also without its tag. */
const LEADING_TAG = /(\/\*\*(?:\s*\*)? )@description /g;

function shareHeaders(text: string): string {
	const names = new Map<string, string>();
	const shared = text.replace(HEADER_BLOCK, (block, indent: string, members: string) => {
		if (text.split(members).length < 3) return block;
		const key = members.replaceAll(`\n${indent}`, "\n");
		const name = names.get(key) ?? `SharedHeaders${names.size}`;
		names.set(key, name);
		return `${indent}headers: ${name};\n`;
	});
	// An alias, not an interface: where it cannot be named, the compiler writes what it stands for.
	return shared + [...names].map(([members, name]) => `type ${name} = {${members}\n};\n`).join("");
}

const HEADER_BLOCK = /^( +)headers: \{(\n[^{}]*)\n\1\};\n/gm;
