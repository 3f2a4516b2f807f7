import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { UsageError } from "../../src/core/command/define-command.ts";
import { stripByteOrderMark } from "../../src/core/operation/strip-byte-order-mark.ts";
import type { BundledApi } from "../pipeline/bundle.ts";

/** A file of the release: its path from the current folder, and its content. */
export interface ReleaseFile {
	readonly path: string;
	readonly content: string;
}

/** What is read of package.json and package-lock.json. */
type PackageManifest = {
	readonly version?: unknown;
	/** A lockfile states the version of the project again, in the entry of an empty name. */
	readonly packages?: Readonly<Record<string, { readonly version?: unknown }>>;
} | null;

/** The version of the package. @throws {UsageError} if package.json has none */
export function packageVersion(): string {
	if (!existsSync("package.json")) throw new UsageError("expected package.json in this folder, found none");
	const version = parseManifest("package.json", readFileSync("package.json", "utf8"))?.version;
	if (typeof version !== "string") throw new UsageError("package.json: expected a version, found none");
	return version;
}

/** npm, too, accepts the byte order mark that some editors write. */
function parseManifest(path: string, text: string): PackageManifest {
	try {
		return JSON.parse(stripByteOrderMark(text));
	} catch (error) {
		const { message } = error as Error;
		const [, at] = / at position (\d+)/.exec(message) ?? [];
		const lines = stripByteOrderMark(text).slice(0, Number(at)).split("\n");
		const place = at === undefined ? path : `${path}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
		throw new UsageError(`${place} expected JSON, got text that does not parse: ${message}`);
	}
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

/** Only the versions are replaced, so that indentation and line ends stay. */
function manifestWith(path: string, version: string): ReleaseFile {
	const text = readFileSync(path, "utf8");
	const own = replaceVersion(path, text, version, (manifest) => manifest?.version);
	return { path, content: replaceVersion(path, own, version, (manifest) => manifest?.packages?.[""]?.version) };
}

/** Replaces the one member `version` that `read` finds. The text stays if it finds none, or the version already. */
function replaceVersion(path: string, text: string, version: string, read: (manifest: PackageManifest) => unknown): string {
	const current = read(parseManifest(path, text));
	if (typeof current !== "string" || current === version) return text;
	for (const { index, 0: member, 1: key = "" } of text.matchAll(/("version"\s*:\s*)"[^"\\]*"/g)) {
		const edited = `${text.slice(0, index)}${key}"${version}"${text.slice(index + member.length)}`;
		if (read(JSON.parse(stripByteOrderMark(edited))) === version) return edited;
	}
	throw new UsageError(`${path}: expected a version in plain characters, found none`);
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
