import { splitArguments } from "../operation/arguments.ts";
import { isRecord } from "../operation/is-record.ts";
import { toPointer } from "../operation/json-pointer.ts";
import { messageOf } from "../operation/message-of.ts";
import { hintOf } from "../operation/nearest.ts";
import { encodeRequest } from "../operation/request.ts";
import { kindOf } from "../operation/value.ts";
import type { SandboxRequest } from "./match.ts";
import { SeedError } from "./policy.ts";
import type { SandboxRuntime } from "./runtime.ts";

/** A request of someone besides the clients of the API, such as a user of an app whose message comes in. */
export interface ActorRequest {
	/** The name by which the policy knows the one who makes it. */
	readonly actor: string;
	readonly operationId: string;
	/** The arguments of the operation: path, query and header parameters and body fields under their documented names. */
	readonly arguments: Readonly<Record<string, unknown>>;
	/** The account to act in; the policy's own when left out. */
	readonly account?: string;
}

/**
 * Writes the request of an actor.
 *
 * @throws {SeedError} with the pointer of what is wrong
 */
export function createActorRequest({ api, policy }: SandboxRuntime, request: unknown): SandboxRequest {
	if (!isRecord(request)) throw actError("", `expected an object, got ${kindOf(request)}`);
	const { actor, operationId, arguments: given = {}, account = policy.account, ...rest } = request;
	const [unknown] = Object.keys(rest);
	if (unknown !== undefined) throw actError(`/${unknown}`, "expected one of actor, operationId, arguments, account");
	if (typeof actor !== "string" || actor === "") throw actError("/actor", "expected the name of the one who acts");
	if (typeof account !== "string") throw actError("/account", "expected the name of an account");
	if (!isRecord(given)) throw actError("/arguments", `expected an object, got ${kindOf(given)}`);
	const operation = typeof operationId === "string" && Object.hasOwn(api.operations, operationId) && api.operations[operationId];
	if (!operation)
		throw actError("/operationId", `expected the id of an operation${hintOf(operationId, Object.keys(api.operations))}`);
	const { parts, unknown: misspelt } = splitArguments(operation, given);
	const [wrong] = misspelt;
	if (wrong !== undefined) throw actError(`/arguments${toPointer([wrong])}`, "the operation has no such argument");
	try {
		return { ...encodeRequest(operation, parts), actor: { name: actor, account } };
	} catch (error) {
		throw actError("/arguments", messageOf(error));
	}
}

function actError(pointer: string, message: string): SeedError {
	return new SeedError(pointer, message, "the request");
}
