import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

type Components = Readonly<Record<string, unknown>>;

const OPTIONS = { strict: false, logger: false, addUsedSchema: false } as const;
const ajv31 = withFormats(new Ajv2020(OPTIONS));
const ajv30 = withFormats(new Ajv(OPTIONS));

/** Compiles a schema of OpenAPI 3.1, whose references lead to the components. */
export function compile31(schema: unknown, schemas: Components = {}): ValidateFunction {
	return ajv31.compile({ allOf: [schema], components: { schemas } });
}

/** Compiles a schema of OpenAPI 3.0.3. Ajv knows `nullable` of 3.0, which needs a `type` beside it. */
export function compile30(schema: unknown, schemas: Components = {}): ValidateFunction {
	return ajv30.compile(toDraft7({ allOf: [schema], components: { schemas } }) as object);
}

/** The default export is a function, whichever way it is imported. */
function withFormats<Instance extends Ajv | Ajv2020>(ajv: Instance): Instance {
	(addFormats as unknown as (instance: unknown) => void)(ajv);
	return ajv;
}

/** Writes exclusive limits as draft 7 has them, and removes `nullable` where it means nothing. */
function toDraft7(value: unknown): unknown {
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map(toDraft7);
	const entries = Object.entries(value).map(([key, inner]) => [key, key === "enum" ? inner : toDraft7(inner)]);
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, nullable, ...schema } = Object.fromEntries(entries);
	return {
		...schema,
		...(typeof nullable === "boolean" && schema.type === undefined ? {} : nullable !== undefined && { nullable }),
		...(minimum !== undefined && { [exclusiveMinimum === true ? "exclusiveMinimum" : "minimum"]: minimum }),
		...(maximum !== undefined && { [exclusiveMaximum === true ? "exclusiveMaximum" : "maximum"]: maximum }),
	};
}
