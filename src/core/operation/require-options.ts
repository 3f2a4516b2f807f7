import { describeViolation } from "./describe-violation.ts";
import { missingValue } from "./make-violation.ts";
import { type OptionRules, optionViolations } from "./option-rules.ts";

/**
 * Checks the options of a function. A misspelt one would have no effect otherwise.
 *
 * @param required the names of those that must be there
 * @throws {TypeError} listing all that is wrong. It repeats no value.
 */
export function requireOptions(subject: string, options: unknown, rules: OptionRules, required: readonly string[] = []): void {
	const given = Object(options);
	const missing = required.filter((name) => given[name] === undefined).map(missingValue);
	const violations = [...optionViolations(options, rules), ...missing];
	if (violations.length > 0) throw new TypeError(`${subject}: ${violations.map(describeViolation).join("; ")}`);
}
