/** The parts of a page of HTML. */
export interface HtmlParts {
	/** What the page may load, as a `<meta>` element; undefined where the server says it. */
	readonly policy?: string;
	/** What stands in the head besides. */
	readonly head: string;
	readonly body: string;
}

/** Prints a page: all begin and end alike. */
export function printDocument({ policy, head, body }: HtmlParts): string {
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${policy === undefined ? "" : `${policy}\n`}<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
</head>
<body>
${body}
</body>
</html>
`;
}
