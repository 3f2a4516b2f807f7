const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** Escapes text for elements and attributes of XML and HTML. Characters that XML 1.0 cannot hold become question marks. */
export function escapeXml(text: string): string {
	return text
		.replace(LONE_SURROGATES, "?")
		.replace(UNWRITABLE, "?")
		.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
