import type { RequestParts } from "../operation/arguments.ts";
import type { GeneratedApi } from "../operation/generated-api.ts";
import { fromPointer } from "../operation/json-pointer.ts";
import { type RequestPart, type Validator, type Violation, violationsOf } from "../operation/violation.ts";
import type { ClientConfig } from "./client-config.ts";
import { unknownName, ValidationError } from "./validation-error.ts";

/** Makes the check of one operation's requests, which lists the rules that their parts break. */
export type RequestCheck = (operationId: string) => (parts: RequestParts) => Violation[];

/**
 * Checks requests with the generated validators.
 *
 * @param unenforced rules to ignore, by the name of the argument
 * @throws {ValidationError} for an argument that no operation has
 */
export function createRequestCheck(
	validators: GeneratedApi["requestValidators"],
	{ subject, operations }: Pick<ClientConfig, "subject" | "operations">,
	unenforced: Readonly<Record<string, readonly string[]>> = {},
): RequestCheck {
	const known = new Set(
		Object.values(operations).flatMap(({ parameters, body }) => Object.keys({ ...parameters, ...body?.fields })),
	);
	const unknown = Object.keys(unenforced).filter((name) => !known.has(name));
	const violations = unknown.map((name) => unknownName(name, known, unenforced[name]));
	if (violations.length > 0) throw new ValidationError(`${subject}.unenforced`, violations);

	const isEnforced = ({ pointer, keyword }: Violation) => !unenforced[fromPointer(pointer)[0] ?? ""]?.includes(keyword);
	return (operationId) => {
		// The compiler widens the keys to strings.
		const checks = Object.entries(validators[operationId] ?? {}) as [RequestPart, Validator][];
		return (parts) =>
			checks.flatMap(([part, validator]) => {
				const values = parts[part] ?? {};
				return validator(values) ? [] : violationsOf(validator, values).filter(isEnforced);
			});
	};
}
