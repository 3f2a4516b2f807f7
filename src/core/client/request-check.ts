import type { RequestParts } from "../operation/arguments.ts";
import type { GeneratedApi } from "../operation/generated-api.ts";
import { fromPointer } from "../operation/json-pointer.ts";
import { unknownName } from "../operation/make-violation.ts";
import { type RequestPart, type Validator, type Violation, violationsOf } from "../operation/violation.ts";
import type { ClientConfig } from "./client-config.ts";
import type { ResolvedOptions } from "./resolve-options.ts";
import { ValidationError } from "./validation-error.ts";

/**
 * Makes the check of one operation's requests, which lists the rules that their parts break. A missing or unwritable argument also
 * fails its schema; one that is among the `reported` is not reported again.
 */
export type RequestCheck = (operationId: string) => (parts: RequestParts, reported: readonly Violation[]) => Violation[];

/**
 * Checks requests with the generated validators.
 *
 * @param options `unenforced` has rules to ignore, by the name of the argument
 * @throws {ValidationError} for an argument that no operation has. Where responses are checked, too, it may be a member of
 * theirs, which their check knows.
 */
export function createRequestCheck(
	validators: GeneratedApi["requestValidators"],
	{ config, validate, unenforced = {} }: ResolvedOptions,
): RequestCheck {
	if (validate !== "all") checkUnenforced(config, unenforced);
	return (operationId) => {
		// The compiler widens the keys to strings.
		const checks = Object.entries(validators[operationId] ?? {}) as [RequestPart, Validator][];
		return (parts, reported) => {
			const violations = checks.flatMap(([part, validator]) => violationsOf(validator, parts[part] ?? {}));
			if (violations.length === 0) return violations;
			const known = new Set(reported.map(argumentNameOf));
			return violations.filter((violation) => {
				const name = argumentNameOf(violation);
				return !known.has(name) && !unenforced[name]?.includes(violation.keyword);
			});
		};
	};
}

function argumentNameOf({ pointer }: Violation): string {
	return fromPointer(pointer)[0] ?? "";
}

/**
 * Checks the names of the rules to ignore.
 *
 * @param members the members of responses, which are known besides the arguments
 * @throws {ValidationError} for a name that is not known
 */
export function checkUnenforced(
	{ subject, operations }: Pick<ClientConfig, "subject" | "operations">,
	unenforced: Readonly<Record<string, readonly string[]>>,
	members: readonly string[] = [],
): void {
	const names = Object.values(operations).flatMap(({ parameters, body }) => Object.keys({ ...parameters, ...body?.fields }));
	const known = new Set([...names, ...members]);
	const unknown = Object.keys(unenforced).filter((name) => !known.has(name));
	const violations = unknown.map((name) => unknownName(name, known, unenforced[name]));
	if (violations.length > 0) throw new ValidationError(`${subject}.unenforced`, violations);
}
