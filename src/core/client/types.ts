import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { GeneratedApi } from "../operation/generated-api.ts";
import type { CallOptions } from "./options.ts";
import type { Pager } from "./paginate.ts";

/** The generated types of one operation. */
export interface OperationTypes {
	parameters: { query?: unknown; header?: unknown; path?: unknown; cookie?: unknown };
	requestBody?: unknown;
	responses: unknown;
}

/** Whether every member of a type is optional, so that `{}` is a value of it. */
export type AllOptional<Type> = Record<never, never> extends Type ? true : false;

/** Replaces `never`, the type of a missing member, which would absorb everything it is intersected with. */
type OrUnknown<Type> = [NonNullable<Type>] extends [never] ? unknown : NonNullable<Type>;

type Form<Types extends OperationTypes> =
	OrUnknown<Types["requestBody"]> extends { content: infer Content } ? Content[keyof Content] : unknown;

type FieldsOf<Descriptor extends OperationDescriptor> = Descriptor["parameters"] &
	(Descriptor extends { body: { fields: infer Fields } } ? Fields : unknown);

/** Date fields accept a `Date`, JSON fields an object, and optional fields `undefined`. */
type Widen<Type, Field, Optional> =
	| Type
	| (Field extends { dateTime: true } ? Date : never)
	| (Field extends { json: true } ? object : never)
	| (Optional extends true ? undefined : never);

type WidenEach<Type, Fields> = {
	[Name in keyof Type]: Widen<Type[Name], Name extends keyof Fields ? Fields[Name] : unknown, AllOptional<Pick<Type, Name>>>;
};

/** Path, query, header and cookie parameters and body fields in one object, under their documented names. */
export type ArgumentsOf<Descriptor extends OperationDescriptor, Types extends OperationTypes> = WidenEach<
	OrUnknown<Types["parameters"]["path"]> &
		OrUnknown<Types["parameters"]["query"]> &
		OrUnknown<Types["parameters"]["header"]> &
		OrUnknown<Types["parameters"]["cookie"]> &
		Form<Types>,
	FieldsOf<Descriptor>
>;

type Success = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226 | "2XX";

type BodyOf<Response> = Response extends { content: infer Content } ? Content[keyof Content] : undefined;

type BodiesOf<Responses> = { [Status in keyof Responses]: BodyOf<Responses[Status]> };

/** The payload of a success; undefined where there is none. */
export type SuccessOf<Types extends OperationTypes> = BodiesOf<Types["responses"]>[keyof Types["responses"] & Success];

/** The payload of an error response. */
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

type MethodResult<Descriptor extends OperationDescriptor, Types extends OperationTypes> = Descriptor extends {
	pagination: { items: infer Pointer extends string };
}
	? Pager<At<SuccessOf<Types>, Pointer> extends readonly (infer Item)[] ? Item : never, SuccessOf<Types>>
	: Promise<SuccessOf<Types>>;

/** The method of one operation. If no argument is required, they may be omitted. */
export type OperationMethod<Descriptor extends OperationDescriptor, Types extends OperationTypes> =
	AllOptional<ArgumentsOf<Descriptor, Types>> extends true
		? (args?: ArgumentsOf<Descriptor, Types>, options?: CallOptions) => MethodResult<Descriptor, Types>
		: (args: ArgumentsOf<Descriptor, Types>, options?: CallOptions) => MethodResult<Descriptor, Types>;

export type OperationTable = GeneratedApi["operations"];

/** The generated types of every operation of a table. */
export type TypesFor<Table extends OperationTable> = { [Id in keyof Table]: OperationTypes };

/** A method for every operation of the table, with the table's doc comments. */
export type Methods<Table extends OperationTable, Types extends TypesFor<Table>> = {
	readonly [Id in keyof Table]: OperationMethod<Table[Id], Types[Id]>;
};
