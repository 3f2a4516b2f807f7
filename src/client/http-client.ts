import type { Answer } from "./call.ts";
import type { Calls } from "./create-calls.ts";
import { nearest } from "./nearest.ts";
import { CALL_RULES, type CallOptions, checkOptions, isRecord, type OptionRule } from "./options.ts";
import type { ClientSetup } from "./setup.ts";
import type { FailureOf, OperationTypes, SuccessOf } from "./types.ts";
import { ValidationError } from "./validation-error.ts";

type Verb = "get" | "put" | "post" | "delete" | "options" | "head" | "patch";

/** The paths that have an operation of this method. */
export type PathsWith<Paths, Name extends Verb> = {
	[Path in keyof Paths]: Paths[Path] extends { [Key in Name]: OperationTypes } ? Path : never;
}[keyof Paths];

type OperationAt<Paths, Path extends keyof Paths, Name extends Verb> = Paths[Path] extends {
	[Key in Name]: infer Types extends OperationTypes;
}
	? Types
	: never;

/** A member is optional where everything below it is. */
type Loosen<Type> = { [Name in keyof Type as Type[Name] extends undefined ? never : Name]: Type[Name] };

type BodyInit<Types extends OperationTypes> = [NonNullable<Types["requestBody"]>] extends [never]
	? { body?: undefined }
	: NonNullable<Types["requestBody"]> extends { content: infer Content }
		? Record<never, never> extends Types["requestBody"] | Content[keyof Content]
			? { body?: Content[keyof Content] }
			: { body: Content[keyof Content] }
		: { body?: undefined };

type ParamsInit<Types extends OperationTypes> =
	Record<never, never> extends Loosen<Types["parameters"]>
		? { params?: Loosen<Types["parameters"]> }
		: { params: Loosen<Types["parameters"]> };

/** The parameters by location, the body, and the options of a call. */
export type HttpInit<Types extends OperationTypes> = ParamsInit<Types> & BodyInit<Types> & CallOptions;

/** A success or a refusal, told apart by which of `data` and `error` is there, and the plain answer. */
export type HttpResult<Types extends OperationTypes> =
	| { readonly data: SuccessOf<Types>; readonly error?: undefined; readonly response: Response }
	| { readonly data?: undefined; readonly error: FailureOf<Types>; readonly response: Response };

type HttpMethod<Paths, Name extends Verb> = <Path extends PathsWith<Paths, Name>>(
	path: Path,
	...init: Record<never, never> extends HttpInit<OperationAt<Paths, Path, Name>>
		? [init?: HttpInit<OperationAt<Paths, Path, Name>>]
		: [init: HttpInit<OperationAt<Paths, Path, Name>>]
) => Promise<HttpResult<OperationAt<Paths, Path, Name>>>;

/**
 * Calls by method and path template, with the same checks, credentials, hosts, encoding and retries as the methods. A
 * refusal of the service is a result, not an exception; failures to get an answer are thrown as they are there.
 */
export type HttpClient<Paths> = { readonly [Name in Verb as Uppercase<Name>]: HttpMethod<Paths, Name> };

const VERBS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"] as const;

/** The members of an init that are no options of a call. */
const INIT_RULES: Readonly<Record<string, OptionRule>> = {
	...CALL_RULES,
	params: ["an object", isRecord],
	body: ["an object", isRecord],
};

/**
 * Makes `client.http`, an openapi-fetch client whose `fetch` is ours: what it would encode by guess is encoded by the
 * description, and what it reads has been read once before.
 */
export function createHttpClient<Paths>(
	{ operations }: Pick<ClientSetup, "operations">,
	invoke: Calls["invoke"],
): HttpClient<Paths> {
	const request = async (verb: string, path: string, init: Record<string, unknown> = {}) => {
		const candidates = Object.entries(operations).filter(([, { method }]) => method === verb);
		const [operationId = ""] = candidates.find(([, operation]) => operation.path === path) ?? [];
		const call = invoke[operationId];
		if (!call) {
			const paths = candidates.map(([, operation]) => operation.path);
			const violation = { pointer: "/path", keyword: "unknown", expected: nearest(path, paths), received: path };
			throw new ValidationError(`http.${verb}`, [violation]);
		}
		checkOptions(`http.${verb}`, init, INIT_RULES);
		const { params = {}, body, ...options } = init;
		// No name stands in two places, so that the parts can be sorted again.
		const values: unknown = Object.assign({}, ...Object.values(params as object), body);
		// On demand: who only calls the methods does not load it.
		const { requestThrough } = await import("./openapi-fetch.ts");
		let plain = Response.error();
		const result = await requestThrough(verb, path, async () => {
			const { answer } = await call(values, options);
			plain = toResponse(answer);
			return toResponse(answer);
		});
		// openapi-fetch has read its own copy.
		return { ...result, response: plain };
	};
	const methods = VERBS.map((verb) => [verb, request.bind(undefined, verb)]);
	// The types are those of the same paths, which cannot be told from the entries.
	return Object.freeze(Object.fromEntries(methods)) as HttpClient<Paths>;
}

/** The plain answer, which can be read once more. */
function toResponse({ status, headers, bytes }: Answer): Response {
	const body = [204, 205, 304].includes(status) ? null : new Uint8Array(bytes);
	return new Response(body, { status, headers });
}
