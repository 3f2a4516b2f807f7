import { decodeHeaders } from "../operation/request.ts";
import { documentedStatus } from "../operation/response.ts";
import { type ResponseValidators, type Violation, violationsOf } from "../operation/violation.ts";
import { type Answer, requestIdOf } from "./call.ts";
import { notify } from "./log.ts";
import { responseError } from "./read-answer.ts";
import { withoutValue } from "./validation-error.ts";

/** The validators of every answer, by operationId and status. */
export type ResponseValidatorTable = Readonly<Record<string, Readonly<Record<string, ResponseValidators>>>>;

/** An answer that is not as documented. */
export interface DriftReport {
	readonly operationId: string;
	readonly method: string;
	readonly url: string;
	readonly status: number;
	readonly requestId: string | undefined;
	/** The pointers begin with `/status`, `/headers` or `/body`. What was received is not enumerable. */
	readonly violations: readonly Violation[];
}

/** What is done with a report: the caller's function, or thrown, or logged. */
export type OnDrift = ((report: DriftReport) => void) | "throw" | undefined;

/**
 * Compares an answer with the description, and tells where they differ. Members that are not documented are no finding.
 *
 * @throws {ResponseError} where that is asked for, with `violations` and the `payload`, neither of them enumerable
 */
export type DriftWatch = (answer: Answer, payload: unknown, onDrift: OnDrift) => void;

/** Makes the comparison with the generated validators. */
export function createDriftWatch(validators: ResponseValidatorTable): DriftWatch {
	return (answer, payload, onDrift) => {
		const violations = driftOf(validators, answer, payload);
		if (violations.length === 0) return;
		const { call, status, attempts } = answer;
		const { operationId, operation, url, settings } = call;
		const requestId = requestIdOf(answer);
		const message = `not as documented: ${violations.map(({ pointer, keyword }) => `${pointer} (${keyword})`).join(", ")}`;
		if (onDrift === "throw") throw responseError(answer, "drift", message, { violations, payload });
		if (onDrift === undefined) settings.log?.("warn", message, call, attempts, { status, requestId });
		else notify(() => onDrift({ operationId, method: operation.method, url, status, requestId, violations }));
	};
}

function driftOf(validators: ResponseValidatorTable, { call, status, headers }: Answer, payload: unknown): Violation[] {
	const { operationId, operation } = call;
	const key = documentedStatus(operation, status) ?? "";
	const response = operation.responses[key];
	const validator = validators[operationId]?.[key];
	if (!response || !validator) {
		return [{ pointer: "/status", keyword: "enum", expected: Object.keys(operation.responses), received: status }];
	}
	const values = decodeHeaders(response.headers, Object.fromEntries(headers.entries()));
	return [
		...below("/headers", violationsOf(validator.headers, values)),
		...(validator.body ? below("/body", violationsOf(validator.body, payload)) : []),
	];
}

function below(pointer: string, violations: readonly Violation[]): Violation[] {
	return violations.map((violation) => withoutValue({ ...violation, pointer: pointer + violation.pointer }));
}
