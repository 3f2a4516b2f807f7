import type { Method } from "../operation/descriptor.ts";
import type { WebResponse } from "../operation/web-types.ts";
import type { ClientConfig } from "./client-config.ts";
import type { Calls } from "./create-calls.ts";
import type { CallOptions } from "./options.ts";
import type { AllOptional, FailureOf, OperationTypes, SuccessOf } from "./types.ts";

type MethodKey = Lowercase<Method>;

/** The paths that have an operation of this method. */
export type PathsWith<Paths, Name extends MethodKey> = {
	[Path in keyof Paths]: Paths[Path] extends { [Key in Name]: OperationTypes } ? Path : never;
}[keyof Paths];

type OperationAt<Paths, Path extends keyof Paths, Name extends MethodKey> = Paths[Path] extends {
	[Key in Name]: infer Types extends OperationTypes;
}
	? Types
	: never;

/** Removes the members that are undefined, so that an object of the others can be all optional. */
type Present<Type> = { [Name in keyof Type as Type[Name] extends undefined ? never : Name]: Type[Name] };

type BodyInit<Types extends OperationTypes> = [NonNullable<Types["requestBody"]>] extends [never]
	? { body?: undefined }
	: NonNullable<Types["requestBody"]> extends { content: infer Content }
		? AllOptional<Types["requestBody"] | Content[keyof Content]> extends true
			? { body?: Content[keyof Content] }
			: { body: Content[keyof Content] }
		: { body?: undefined };

type ParamsInit<Types extends OperationTypes> =
	AllOptional<Present<Types["parameters"]>> extends true
		? { params?: Present<Types["parameters"]> }
		: { params: Present<Types["parameters"]> };

/** The parameters by location, the body, and the options of a call. */
export type HttpInit<Types extends OperationTypes> = ParamsInit<Types> & BodyInit<Types> & CallOptions;

/** A success has `data`, a documented error response has `error`; `response` is the unread response. */
export type HttpResult<Types extends OperationTypes> =
	| { readonly data: SuccessOf<Types>; readonly error?: undefined; readonly response: WebResponse }
	| { readonly data?: undefined; readonly error: FailureOf<Types>; readonly response: WebResponse };

type HttpMethod<Paths, Name extends MethodKey> = <Path extends PathsWith<Paths, Name>>(
	path: Path,
	...init: AllOptional<HttpInit<OperationAt<Paths, Path, Name>>> extends true
		? [init?: HttpInit<OperationAt<Paths, Path, Name>>]
		: [init: HttpInit<OperationAt<Paths, Path, Name>>]
) => Promise<HttpResult<OperationAt<Paths, Path, Name>>>;

/** A function for every method of HTTP. */
export type HttpClient<Paths> = { readonly [Name in MethodKey as Uppercase<Name>]: HttpMethod<Paths, Name> };

// Written out: to write `METHODS` in upper case makes every bundle of the client larger.
const METHOD_NAMES: readonly Method[] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"];

/** Makes `client.http`. Its code is loaded with the first call. */
export function createHttpClient<Paths>(config: Pick<ClientConfig, "operations">, invoke: Calls["invoke"]): HttpClient<Paths> {
	const methods = METHOD_NAMES.map((method) => [
		method,
		async (path: string, init?: Record<string, unknown>) =>
			(await import("./http-request.ts")).request(config, invoke, method, path, init),
	]);
	// The compiler cannot infer the paths from the entries.
	return Object.fromEntries(methods) as HttpClient<Paths>;
}
