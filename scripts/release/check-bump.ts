import { UsageError } from "../../src/core/command/define-command.ts";
import { BUMPS } from "../../src/core/compare/rate.ts";
import type { Bump } from "../../src/core/compare/result.ts";
import type { SpecDiff, VersionStep } from "../diff/spec-diff.ts";
import { isHighEnough, nextVersion, parseVersion } from "../diff/version.ts";

/** The version after that of package.json, at a bump. @throws {UsageError} if that is none */
export function versionAfter(from: string, bump: Bump): string {
	const version = parseVersion(from);
	if (version === undefined) throw new UsageError(`package.json: expected a version by semver, such as 1.2.0, got ${from}`);
	return nextVersion(version, bump);
}

/** Why a version is too low for the changes, and the argument that is enough; undefined if it is high enough. */
export function lackOfBump({ versions, base: tag }: SpecDiff, version: string, from: string): string | undefined {
	const lacking = versions.find((step) => !isEnoughFor(step, version));
	if (lacking === undefined) return undefined;
	const bump = BUMPS.findLast((each) => versions.every((step) => isEnoughFor(step, versionAfter(from, each))));
	const reason = `expected at least ${lacking.needed}, as the changes since ${tag} need ${lacking.bump}`;
	const advice = bump
		? `run npm run release -- ${bump}`
		: "set the version of package.json and of the description to that of the tag";
	return `${version}: ${reason}; ${advice} (npm run spec:diff lists them)`;
}

function isEnoughFor({ base, needed }: VersionStep, version: string): boolean {
	const [from, to] = [parseVersion(base), parseVersion(version)];
	return !from || !to || needed === null || isHighEnough(to, from, needed);
}
