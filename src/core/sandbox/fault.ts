import { isRecord } from "../operation/is-record.ts";
import { kindOf, showValue } from "../operation/value.ts";
import { FaultError } from "./fault-error.ts";
import type { Mutation } from "./mutations.ts";

/** An error on demand. One fault can be several things at once. */
export interface Fault {
	/** Applies to requests of this operation only; to all by default. */
	readonly operationId?: string;
	/** The number of requests after which it ends; it does not end by default. */
	readonly times?: number;
	/** Milliseconds to wait before the request is handled. */
	readonly latency?: number;
	/** Respond with this status (400 to 599); the request is not carried out. */
	readonly status?: number;
	/** Seconds, for the header `Retry-After` of such a response; 1 by default with 429. */
	readonly retryAfter?: number;
	/** Close the connection without a response. The request is not carried out. */
	readonly reset?: boolean;
	/** Carry the request out, and break off in the middle of the response's body. */
	readonly truncate?: boolean;
	/** Deviate from the description: the name of a mutation with its argument, such as `undocumented:/extra`, or a function. */
	readonly mutation?: string | Mutation;
}

/**
 * Checks a fault, but for the argument of its mutation.
 *
 * @param operationIds the operations that it can be for
 * @throws {FaultError} naming the member that is invalid, also where the fault would do nothing
 */
export function checkFault(fault: unknown, operationIds: readonly string[]): void {
	if (!isRecord(fault)) throw new FaultError(`expected an object, got ${kindOf(fault)}`);
	for (const [name, value] of Object.entries(fault)) {
		const expected = Object.hasOwn(FAULT_MEMBERS, name) ? FAULT_MEMBERS[name] : undefined;
		if (expected === undefined)
			throw new FaultError(`${name}: no such fault; expected one of ${Object.keys(FAULT_MEMBERS).join(", ")}`);
		if (!expected.test(value)) throw new FaultError(`${name}: expected ${expected.what}, got ${showValue(value)}`);
	}
	const { operationId } = fault;
	if (operationId !== undefined && !operationIds.includes(String(operationId))) {
		throw new FaultError(`operationId: expected one of ${operationIds.join(", ")}, got ${operationId}`);
	}
	if (fault.retryAfter !== undefined && fault.status === undefined) {
		throw new FaultError("retryAfter: expected a status beside it, whose response carries the header");
	}
	if (!EFFECTS.some((name) => fault[name])) throw new FaultError(`the fault does nothing: expected ${EFFECTS.join(", ")}`);
}

/** The members of which a fault needs one. */
const EFFECTS = ["latency", "status", "reset", "truncate", "mutation"] as const;

interface MemberRequirement {
	readonly what: string;
	readonly test: (value: unknown) => boolean;
}

const isWhole = (min: number, max: number) => (value: unknown) =>
	value === undefined || (Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max);
const isSwitch = (value: unknown) => value === undefined || typeof value === "boolean";
const isText = (value: unknown) => value === undefined || typeof value === "string";

/** The members of a fault, with what each has to be. */
export const FAULT_MEMBERS: Readonly<Record<string, MemberRequirement>> = {
	operationId: { what: "the id of an operation", test: isText },
	times: { what: "a whole number from 1", test: isWhole(1, Number.MAX_SAFE_INTEGER) },
	latency: { what: "milliseconds, at most an hour", test: isWhole(0, 3_600_000) },
	status: { what: "a status from 400 to 599", test: isWhole(400, 599) },
	retryAfter: { what: "whole seconds", test: isWhole(0, 86_400) },
	reset: { what: "true or false", test: isSwitch },
	truncate: { what: "true or false", test: isSwitch },
	mutation: { what: "the name of a mutation", test: (value) => isText(value) || typeof value === "function" },
};

/**
 * Reads a fault from text: members with a value after `=`, separated by commas, such as `status=429,retryAfter=2`,
 * `latency=200`, `reset` or `mutation=undocumented:/extra`.
 *
 * The values are checked when the fault is switched on.
 *
 * @throws {FaultError} naming a member that is given twice
 */
export function parseFault(text: string): Fault {
	if (typeof text !== "string") throw new FaultError(`expected a text such as "status=503", got ${kindOf(text)}`);
	const members = text
		.split(",")
		.map((part) => part.trim())
		.filter((part) => part !== "")
		.map((part): [string, unknown] => {
			const [name = "", ...rest] = part.split("=");
			const value = rest.join("=").trim();
			return [name.trim(), rest.length === 0 ? true : readValue(value)];
		});
	const repeated = members.find(([name], index) => members.findIndex(([other]) => other === name) !== index);
	if (repeated) throw new FaultError(`${repeated[0]}: given twice`);
	return Object.fromEntries(members);
}

function readValue(text: string): unknown {
	if (/^\d+$/.test(text)) return Number(text);
	if (text === "true" || text === "false") return text === "true";
	return text;
}
