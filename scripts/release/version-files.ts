import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { UsageError } from "../../src/core/command/define-command.ts";
import type { BundledApi } from "../pipeline/bundle.ts";

/** A file of the release: its path from the current folder, and its content. */
export interface ReleaseFile {
	readonly path: string;
	readonly content: string;
}

/** The version of the package. @throws {UsageError} if package.json has none */
export function packageVersion(): string {
	if (!existsSync("package.json")) throw new UsageError("expected package.json in this folder, found none");
	const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version?: string };
	if (version === undefined) throw new UsageError("package.json: expected a version, found none");
	return version;
}

/**
 * The files that state the version, with another one.
 *
 * @param apis the descriptions, of which each has the version of the package
 * @throws {UsageError} if a description has another version than the package
 */
export function withVersion(apis: readonly BundledApi[], from: string, to: string): ReleaseFile[] {
	const manifests = ["package.json", "package-lock.json"].filter((path) => existsSync(path));
	return [...manifests.map((path) => manifestWith(path, to)), ...apis.map((api) => rootWith(api, from, to))];
}

function manifestWith(path: string, version: string): ReleaseFile {
	const manifest = JSON.parse(readFileSync(path, "utf8")) as {
		version?: string;
		packages?: Record<string, { version?: string }>;
	};
	manifest.version = version;
	// A lockfile states the version of the project again.
	const own = manifest.packages?.[""];
	if (own !== undefined) own.version = version;
	return { path, content: `${JSON.stringify(manifest, null, 2)}\n` };
}

function rootWith({ bundle, locate }: BundledApi, from: string, to: string): ReleaseFile {
	const { file, line } = locate("/info/version");
	const path = relative(process.cwd(), file);
	const lines = readFileSync(file, "utf8").split("\n");
	const text = lines[line - 1] ?? "";
	if (String(bundle.info.version) !== from || !text.includes(from)) {
		throw new UsageError(
			`${path}:${line} info.version: expected ${from}, the version of package.json, got ${bundle.info.version}`,
		);
	}
	lines[line - 1] = text.replace(from, to);
	return { path, content: lines.join("\n") };
}
