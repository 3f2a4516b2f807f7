import type { SemVer } from "semver";
import { BUMPS } from "../../src/core/compare/rate.ts";
import type { Bump } from "../../src/core/compare/result.ts";
import { require } from "../pipeline/require.ts";

const semver = require("semver") as typeof import("semver");

/** Whether a bump is at least as high as another one. */
export function reaches(bump: Bump | "none", least: Bump): boolean {
	return bump !== "none" && BUMPS.indexOf(bump) <= BUMPS.indexOf(least);
}

/** Reads a version such as `1.2.0` or `2.0.0-rc.1`; undefined if it is none by semver. */
export function parseVersion(version: string): SemVer | undefined {
	return semver.parse(version) ?? undefined;
}

/** The highest of some versions; undefined if there are none. @param versions each by semver */
export function highestVersion(versions: readonly string[]): string | undefined {
	return semver.rsort([...versions])[0];
}

/** The version after another one, at a bump. A pre-release is followed by its release. */
export function nextVersion(version: SemVer, bump: Bump): string {
	return semver.inc(version, bump) ?? "";
}

/**
 * The least version that a change needs. Before 1.0.0, the second number is raised for changes that break, and the third for all
 * others, so that a range such as `^0.2.1` takes in what is compatible with it. A pre-release promises nothing, so its release is enough.
 */
export function neededVersion(base: SemVer, bump: Bump | "none"): string {
	if (bump === "none") return base.version;
	if (base.prerelease.length > 0) return `${base.major}.${base.minor}.${base.patch}`;
	return nextVersion(base, base.major > 0 ? bump : bump === "major" ? "minor" : "patch");
}

/** Whether a version is at least another one. A pre-release counts as its release, except beside another pre-release of it. */
export function isHighEnough(version: SemVer, base: SemVer, needed: string): boolean {
	const isLater = semver.compare(version, base) >= (needed === base.version ? 0 : 1);
	return isLater && semver.compare(`${version.major}.${version.minor}.${version.patch}`, needed) >= 0;
}
