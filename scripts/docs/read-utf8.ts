import { readFileSync } from "node:fs";
import { stripByteOrderMark } from "../../src/core/operation/strip-byte-order-mark.ts";
import { fileProblem } from "../pipeline/locate.ts";
import { DescriptionError } from "../pipeline/problem.ts";

const UTF_8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a text of the site.
 *
 * @throws {DescriptionError} if it cannot be read, or is not UTF-8
 */
export function readUtf8(file: string): string {
	try {
		return stripByteOrderMark(UTF_8.decode(readFileSync(file)));
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const found = code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "other bytes; save it as UTF-8" : (code ?? String(error));
		throw new DescriptionError([fileProblem(file, "site", `expected a text file in UTF-8, got ${found}`)]);
	}
}
