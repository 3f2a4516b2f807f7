/** How to begin and to end each style. Not `styleText` of node:util: reports are printed on runtimes without Node too. */
const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;

/** Styles a text if the context shows colours; a style does not contain another one. */
export function paint({ colour }: { readonly colour?: boolean }, style: keyof typeof CODES, text: string): string {
	const [start, end] = CODES[style];
	return colour ? `\u001b[${start}m${text}\u001b[${end}m` : text;
}
