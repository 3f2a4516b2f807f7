import { validateXML } from "xmllint-wasm";

/** What an XML schema, or XML itself, has against a document. */
export async function faultsOf(xml: string, schema: string): Promise<string[]> {
	const { valid, rawOutput } = await validateXML({ xml, schema });
	return valid ? [] : rawOutput.trimEnd().split("\n");
}

/** The value of an XPath expression, as text. */
export async function evaluate(xml: string, expression: string): Promise<string> {
	// Only what takes the place of a normalized document is handed back.
	const modifyArguments = ([, ...files]: string[]) => ["--xpath", expression, ...files];
	const { normalized } = await validateXML({ xml, normalization: "format", modifyArguments });
	return normalized.replace(/\n$/, "");
}
