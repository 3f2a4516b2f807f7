import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { HttpClient } from "./http-client.ts";
import type { CallOptions } from "./options.ts";
import type { Pager } from "./paginate.ts";

/** The types of one operation, as they are generated from the description. */
export interface OperationTypes {
	parameters: { query?: unknown; header?: unknown; path?: unknown; cookie?: unknown };
	requestBody?: unknown;
	responses: unknown;
}

/** A member that does not exist is typed as never, which would swallow everything it is joined with. */
type OrNothing<Type> = [NonNullable<Type>] extends [never] ? unknown : NonNullable<Type>;

type Form<Types extends OperationTypes> =
	OrNothing<Types["requestBody"]> extends { content: infer Content } ? Content[keyof Content] : unknown;

type FieldsOf<Descriptor extends OperationDescriptor> = Descriptor["parameters"] &
	(Descriptor extends { body: { fields: infer Fields } } ? Fields : unknown);

/** A date may stand for its text, an object for its JSON, and what may be left out may be undefined. */
type Widen<Type, Field, Optional> =
	| Type
	| (Field extends { dateTime: true } ? Date : never)
	| (Field extends { json: true } ? object : never)
	| (Optional extends true ? undefined : never);

type WidenEach<Type, Fields> = {
	[Name in keyof Type]: Widen<
		Type[Name],
		Name extends keyof Fields ? Fields[Name] : unknown,
		Record<never, never> extends Pick<Type, Name> ? true : false
	>;
};

/** The parameters of every location and the fields of the body, in one object under their documented names. */
export type ArgumentsOf<Descriptor extends OperationDescriptor, Types extends OperationTypes> = WidenEach<
	OrNothing<Types["parameters"]["path"]> &
		OrNothing<Types["parameters"]["query"]> &
		OrNothing<Types["parameters"]["header"]> &
		OrNothing<Types["parameters"]["cookie"]> &
		Form<Types>,
	FieldsOf<Descriptor>
>;

type Success = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226 | "2XX";

type BodyOf<Response> = Response extends { content: infer Content } ? Content[keyof Content] : undefined;

type BodiesOf<Responses> = { [Status in keyof Responses]: BodyOf<Responses[Status]> };

/** The payload of a success; undefined where there is none. */
export type SuccessOf<Types extends OperationTypes> = BodiesOf<Types["responses"]>[keyof Types["responses"] & Success];

/** The payload of a refusal. */
export type FailureOf<Types extends OperationTypes> = BodiesOf<Types["responses"]>[Exclude<keyof Types["responses"], Success>];

/** The type at a JSON pointer. */
type At<Type, Pointer extends string> = Pointer extends `/${infer Name}/${infer Rest}`
	? Name extends keyof Type
		? At<Type[Name], `/${Rest}`>
		: never
	: Pointer extends `/${infer Name}`
		? Name extends keyof Type
			? Type[Name]
			: never
		: Type;

type Result<Descriptor extends OperationDescriptor, Types extends OperationTypes> = Descriptor extends {
	pagination: { items: infer Pointer extends string };
}
	? Pager<At<SuccessOf<Types>, Pointer> extends readonly (infer Item)[] ? Item : never, SuccessOf<Types>>
	: Promise<SuccessOf<Types>>;

/** The method of one operation. Without a required argument, none has to be given. */
export type Method<Descriptor extends OperationDescriptor, Types extends OperationTypes> =
	Record<never, never> extends ArgumentsOf<Descriptor, Types>
		? (args?: ArgumentsOf<Descriptor, Types>, options?: CallOptions) => Result<Descriptor, Types>
		: (args: ArgumentsOf<Descriptor, Types>, options?: CallOptions) => Result<Descriptor, Types>;

/** A method for every operation of the table. Its doc comments come along. */
export type Methods<Table, Types> = {
	readonly [Id in keyof Table]: Id extends keyof Types
		? Types[Id] extends OperationTypes
			? Table[Id] extends OperationDescriptor
				? Method<Table[Id], Types[Id]>
				: never
			: never
		: never;
};

/** A method for every operation, and `http` for calls by path. */
export type Client<Table, Types, Paths> = Methods<Table, Types> & { readonly http: HttpClient<Paths> };
