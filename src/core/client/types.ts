import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { CallOptions } from "./options.ts";
import type { Pager } from "./paginate.ts";
import type { ResponsePromise } from "./response-promise.ts";

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

/** A value that JSON can hold. */
export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];

/** An object that JSON can hold. It is no Promise, no Map and no instance of a class: these have no index signature. */
export interface JsonObject {
	readonly [name: string]: JsonValue | undefined;
}

type ArgumentShape<Types extends OperationTypes> = OrUnknown<Types["parameters"]["path"]> &
	OrUnknown<Types["parameters"]["query"]> &
	OrUnknown<Types["parameters"]["header"]> &
	OrUnknown<Types["parameters"]["cookie"]> &
	Form<Types>;

/** The names of the arguments that have a member in their descriptors. */
type NamesWith<Descriptor extends OperationDescriptor, Member> = {
	[Name in keyof FieldsOf<Descriptor>]: FieldsOf<Descriptor>[Name] extends Member ? Name : never;
}[keyof FieldsOf<Descriptor>];

/**
 * Path, query, header and cookie parameters and body fields in one object, under their documented names. Date fields accept a
 * `Date`, JSON fields an object or a list, and optional fields `undefined`. As a conditional type, it has no name, so that
 * editors show its members.
 */
export type ArgumentsOf<Descriptor extends OperationDescriptor, Types extends OperationTypes> =
	ArgumentShape<Types> extends infer Shape
		? {
				[Name in keyof Shape]:
					| Shape[Name]
					| (Name extends NamesWith<Descriptor, { dateTime: true }> ? Date : never)
					| (Name extends NamesWith<Descriptor, { json: true }> ? JsonObject | readonly JsonValue[] : never)
					| (AllOptional<Pick<Shape, Name>> extends true ? undefined : never);
			}
		: never;

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
	: ResponsePromise<SuccessOf<Types>>;

/** The method of one operation. If no argument is required, they may be omitted. */
export type OperationMethod<Descriptor extends OperationDescriptor, Types extends OperationTypes> =
	AllOptional<ArgumentsOf<Descriptor, Types>> extends true
		? (args?: ArgumentsOf<Descriptor, Types>, options?: CallOptions) => MethodResult<Descriptor, Types>
		: (args: ArgumentsOf<Descriptor, Types>, options?: CallOptions) => MethodResult<Descriptor, Types>;

export type OperationTable = Readonly<Record<string, OperationDescriptor>>;

/** The generated types of every operation of a table. */
export type TypesFor<Table extends OperationTable> = { [Id in keyof Table]: OperationTypes };

/** A method for every operation of the table, with the table's doc comments. */
export type Methods<Table extends OperationTable, Types extends TypesFor<Table>> = {
	readonly [Id in keyof Table]: OperationMethod<Table[Id], Types[Id]>;
};
