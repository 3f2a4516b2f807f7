/** A schema without annotations; a `$ref` is the bare name of a component. */
export type JsonSchema = boolean | JsonSchemaObject;
export type JsonSchemaObject = { readonly [keyword: string]: unknown };

/** The schema components by name. */
export type JsonSchemas = Readonly<Record<string, JsonSchema>>;
