import type { Calls } from "./create-calls.ts";
import type { CallOptions } from "./options.ts";
import type { ClientSetup } from "./setup.ts";
import type { FailureOf, OperationTypes, SuccessOf } from "./types.ts";

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
 * refusal of the service is a result, not an exception; failures to get an answer, and refusals without the documented body,
 * are thrown as they are there.
 */
export type HttpClient<Paths> = { readonly [Name in Verb as Uppercase<Name>]: HttpMethod<Paths, Name> };

const VERBS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"] as const;

/** Makes `client.http`. What it does is loaded on demand: who only calls the methods does not load it. */
export function createHttpClient<Paths>(setup: Pick<ClientSetup, "operations">, invoke: Calls["invoke"]): HttpClient<Paths> {
	const methods = VERBS.map((verb) => [
		verb,
		async (path: string, init?: Record<string, unknown>) =>
			(await import("./http-request.ts")).request(setup, invoke, verb, path, init),
	]);
	// The types are those of the same paths, which cannot be told from the entries.
	return Object.freeze(Object.fromEntries(methods)) as HttpClient<Paths>;
}
