import type { Generator } from "../pipeline/model.ts";

/** `openapi.json`: the description in one file. JSON has no comments, so it carries no banner. */
export const generateBundle: Generator = ({ document }) => [
	{ path: "openapi.json", content: `${JSON.stringify(document, null, 2)}\n` },
];
