import { relative, resolve } from "node:path";
import { requireFile } from "../../src/core/command/files.ts";
import { bundleFile } from "../pipeline/load.ts";
import type { Side } from "./side.ts";

/**
 * Reads a description in JSON or YAML, with the files of its folder that it refers to.
 *
 * @param option how the file was given, for problems
 * @throws {UsageError} if there is no such file
 * @throws {DescriptionError} if it is no description
 */
export async function readFileSide(option: string, file: string): Promise<Side> {
	requireFile(option, file);
	const { api, files } = await bundleFile(resolve(file));
	return { label: relative(process.cwd(), resolve(file)), apis: new Map([["", api]]), files };
}
