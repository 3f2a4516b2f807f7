import { fromPointer } from "../operation/json-pointer.ts";
import {
	type RequestPart,
	type RequestValidators,
	type Validator,
	type Violation,
	violationsOf,
} from "../operation/violation.ts";
import type { RequestCheck } from "./prepare.ts";
import type { ClientSetup } from "./setup.ts";
import { unknownName, ValidationError } from "./validation-error.ts";

/**
 * Checks requests with the generated validators.
 *
 * @param unenforced rules that are passed over, by the name of the argument
 * @throws {ValidationError} for an argument that no operation has
 */
export function createRequestCheck(
	validators: Readonly<Record<string, RequestValidators>>,
	{ subject, operations }: Pick<ClientSetup, "subject" | "operations">,
	unenforced: Readonly<Record<string, readonly string[]>> = {},
): RequestCheck {
	const known = new Set(
		Object.values(operations).flatMap(({ parameters, body }) => Object.keys({ ...parameters, ...body?.fields })),
	);
	const strangers = Object.keys(unenforced).filter((name) => !known.has(name));
	const violations = strangers.map((name) => unknownName(name, known, unenforced[name]));
	if (violations.length > 0) throw new ValidationError(`${subject}.unenforced`, violations);

	const isEnforced = ({ pointer, keyword }: Violation) => !unenforced[fromPointer(pointer)[0] ?? ""]?.includes(keyword);
	return (operationId) => {
		const checks = Object.entries(validators[operationId] ?? {}) as [RequestPart, Validator][];
		return (parts) => {
			const violations: Violation[] = [];
			for (const [part, validator] of checks) {
				const values = parts[part] ?? {};
				if (!validator(values)) violations.push(...violationsOf(validator, values).filter(isEnforced));
			}
			return violations;
		};
	};
}
