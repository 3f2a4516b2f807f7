import { type OptionRules, optionViolations } from "../operation/option-rules.ts";
import { ValidationError } from "./validation-error.ts";

/**
 * Checks the options of a client or of a call.
 *
 * @throws {ValidationError} listing all that is wrong. It repeats no value.
 */
export function checkOptions(subject: string, options: unknown, rules: OptionRules): void {
	const violations = optionViolations(options, rules);
	if (violations.length > 0) throw new ValidationError(subject, violations);
}
