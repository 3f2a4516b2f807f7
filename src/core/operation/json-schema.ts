/** A schema with nothing left in it but what constrains a value; a `$ref` is the bare name of a component. */
export type JsonSchema = boolean | JsonSchemaObject;
export type JsonSchemaObject = { readonly [keyword: string]: unknown };

/** The schema components by name. */
export type JsonSchemas = Readonly<Record<string, JsonSchema>>;
