/** An element of an XML document. */
export interface XmlElement {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly parent: XmlElement | undefined;
}

const TOKEN = /<\?[^?]*\?>|<\/([\w-]+)>|<([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ENTITY = /&(?!(?:amp|lt|gt|quot|#\d+);)/;

/**
 * Reads the elements of a document in their order.
 *
 * @throws {Error} where it is not well-formed
 */
export function readXml(text: string): XmlElement[] {
	const elements: XmlElement[] = [];
	const open: XmlElement[] = [];
	let end = 0;
	for (const match of text.matchAll(TOKEN)) {
		const [whole, closed, name, attributes = "", empty, content] = match;
		end = match.index + whole.length;
		if (ENTITY.test(content ?? attributes)) throw new Error(`a bare & at ${match.index}`);
		if (closed !== undefined && open.pop()?.name !== closed) throw new Error(`</${closed}> closes nothing at ${match.index}`);
		if (name === undefined) continue;
		const pairs = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]);
		const element = { name, attributes: Object.fromEntries(pairs), parent: open.at(-1) };
		elements.push(element);
		if (empty === "") open.push(element);
	}
	if (end !== text.length || open.length > 0) throw new Error(`not well-formed at ${end}`);
	return elements;
}
