/** Prints a doc comment, on one line if the text has one. A comment end in the text is escaped. */
export function docComment(text: string, indent = ""): string {
	const lines = text.replaceAll("*/", "*\\/").split("\n");
	if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
	return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}
