/**
 * The types of the Web APIs as the reader's project declares them: by the library `dom`, by `@types/node` or by the types of another
 * runtime. A project without any of them still compiles; there they are only objects.
 */
type InstanceOf<Name extends string> =
	typeof globalThis extends Record<Name, { readonly prototype: infer Instance }> ? Instance : object;

export type WebRequest = InstanceOf<"Request">;
export type WebResponse = InstanceOf<"Response">;
export type WebHeaders = InstanceOf<"Headers">;
export type WebSignal = InstanceOf<"AbortSignal">;
export type WebUrl = InstanceOf<"URL">;

/** The second argument of the global `fetch`. */
export type WebRequestInit = typeof globalThis extends { readonly fetch: (input: string, init?: infer Init) => unknown }
	? NonNullable<Init>
	: object;
