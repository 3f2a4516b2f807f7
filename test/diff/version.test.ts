import fc from "fast-check";
import type { SemVer } from "semver";
import semver from "semver";
import { describe, expect, test } from "vitest";
import { isHighEnough, neededVersion, nextVersion, parseVersion, reaches } from "../../scripts/diff/version.ts";
import type { Bump } from "../../src/core/compare/result.ts";

function read(text: string): SemVer {
	const version = parseVersion(text);
	if (version === undefined) throw new Error(`expected a version, got ${text}`);
	return version;
}

test.each<[base: string, bump: Bump | "none", needed: string]>([
	["1.2.3", "none", "1.2.3"],
	["1.2.3", "patch", "1.2.4"],
	["1.2.3", "minor", "1.3.0"],
	["1.2.3", "major", "2.0.0"],
	["0.2.3", "patch", "0.2.4"],
	["0.2.3", "minor", "0.2.4"],
	["0.2.3", "major", "0.3.0"],
	["2.0.0-rc.1", "major", "2.0.0"],
])("after %s, a change of %s needs %s", (base, bump, needed) => {
	expect(neededVersion(read(base), bump)).toBe(needed);
});

describe("a version is enough", () => {
	test.each<[version: string, base: string, bump: Bump | "none", isRight: boolean]>([
		["1.2.3", "1.2.3", "none", true],
		["1.2.2", "1.2.3", "none", false],
		["1.2.3", "1.2.3", "patch", false],
		["1.3.0", "1.2.3", "patch", true],
		["1.9.0", "1.2.3", "major", false],
		["2.0.0-rc.1", "1.2.3", "major", true],
		["2.0.0-rc.2", "2.0.0-rc.1", "major", true],
		["2.0.0-rc.1", "2.0.0-rc.1", "patch", false],
		["2.0.0", "2.0.0-rc.1", "major", true],
		["1.9.0", "2.0.0-rc.1", "patch", false],
	])("%s after %s with a change of %s: %s", (version, base, bump, isRight) => {
		const [later, earlier] = [read(version), read(base)];
		expect(isHighEnough(later, earlier, neededVersion(earlier, bump))).toBe(isRight);
	});

	test("exactly where npm's caret range of the base leaves it out, after a change that breaks", () => {
		const number = fc.nat({ max: 3 });
		// Before 0.1.0, the caret takes in a single version, and every change would break.
		const any = fc.tuple(number, number, number).filter(([major, minor]) => major + minor > 0);
		fc.assert(
			fc.property(any, any, (one, other) => {
				const [base, version] = [read(one.join(".")), read(other.join("."))];
				const isLeftOut = semver.gt(version, base) && !semver.satisfies(version, `^${base.version}`);
				expect(isHighEnough(version, base, neededVersion(base, "major"))).toBe(isLeftOut);
			}),
		);
	});
});

test("the next version is higher, and a text that is no version is reported as none", () => {
	expect(nextVersion(read("0.1.0"), "minor")).toBe("0.2.0");
	expect(nextVersion(read("2.0.0-rc.1"), "major")).toBe("2.0.0");
	for (const text of ["2026-11-30", "1.2", "v", ""]) expect(parseVersion(text), text).toBeUndefined();
});

test("a bump reaches itself and those below it; none reaches nothing", () => {
	expect((["none", "patch", "minor", "major"] as const).map((bump) => reaches(bump, "minor"))).toEqual([
		false,
		false,
		true,
		true,
	]);
});
