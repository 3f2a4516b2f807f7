import type { Generator } from "../pipeline/model.ts";
import { BANNER, docComment } from "./print.ts";

/** `version.ts`: the version of the description, for code that reads nothing else of it. */
export const generateVersion: Generator = ({ document }) => {
	const version = JSON.stringify(document.info.version);
	return [
		{
			path: "version.ts",
			content: `${BANNER}\n${docComment("The version of the description.")}export const VERSION = ${version};\n`,
		},
	];
};
