import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OpenApi } from "../pipeline/openapi.ts";
import { editionsOf } from "./editions.ts";

/** Writes the editions of a bundle to a folder. */
export function writeEditions(folder: string, bundle: OpenApi): void {
	mkdirSync(folder, { recursive: true });
	for (const { path, content } of editionsOf(bundle)) writeFileSync(join(folder, path), content);
}
