import { toPointer } from "../../src/core/operation/json-pointer.ts";
import type { Generator } from "../pipeline/model.ts";
import type { Schema } from "../pipeline/openapi.ts";
import { ModelError, type Problem } from "../pipeline/problem.ts";
import { BANNER, docComment } from "./print.ts";
import { fixedPrefix } from "./types.ts";

/**
 * `guards.ts`: a type, a type guard and an assertion for every string component whose pattern fixes a prefix, such as an
 * identifier.
 */
export const generateGuards: Generator = ({ components }, { runtime }) => {
	const schemas = Object.entries(components).filter(([, schema]) => isIdentifier(schema));
	checkTypeNames(schemas.map(([name]) => name));
	const guards = schemas.map(([name, schema]) => guard(name, schema)).join("");
	const imports = [
		schemas.length > 0 ? `import { kindOf } from "${runtime}/value.ts";\n` : "",
		/\bcodePointLength\(/.test(guards) ? `import { codePointLength } from "${runtime}/formats.ts";\n` : "",
		schemas.length > 0 ? 'import type { components } from "./schema.d.ts";\n' : "export {};\n",
	];
	return [{ path: "guards.ts", content: `${BANNER}${imports.join("")}${guards}` }];
};

function isIdentifier({ type, pattern, enum: values }: Schema): boolean {
	return type === "string" && values === undefined && fixedPrefix(pattern) !== "";
}

function guard(component: string, schema: Schema): string {
	const name = typeName(component);
	const { description = "", pattern = "", minLength, maxLength } = schema as Schema & { description?: string; pattern?: string };
	const tests = ['typeof value === "string"', `new RegExp(${JSON.stringify(pattern)}, "u").test(value)`];
	if (minLength !== undefined) tests.push(`codePointLength(value) >= ${minLength}`);
	if (maxLength !== undefined) tests.push(`codePointLength(value) <= ${maxLength}`);
	return [
		`\n${docComment(description.trim() || `A string that matches \`${pattern}\`.`)}`,
		`export type ${name} = components["schemas"][${JSON.stringify(component)}];\n`,
		`\n${docComment(`Whether the value is of the shape of a {@link ${name}}: \`${pattern}\`.`)}`,
		`export function is${name}(value: unknown): value is ${name} {\n\treturn ${tests.join(" && ")};\n}\n`,
		`\n${docComment(`Returns the value as a {@link ${name}}.\n\n@throws {TypeError} where it is of another shape than \`${pattern}\``)}`,
		`export function as${name}(value: unknown): ${name} {\n\tif (is${name}(value)) return value;\n`,
		`\tthrow new TypeError(${JSON.stringify(`expected a ${name}, which matches ${pattern}, got `)} + kindOf(value));\n}\n`,
	].join("");
}

/** @throws {ModelError} where a component has no type of its own name */
function checkTypeNames(components: readonly string[]): void {
	const problems = components.flatMap((component, index): Problem[] => {
		const name = typeName(component);
		const other = components.slice(0, index).find((before) => typeName(before) === name);
		const got = other === undefined ? component : `${component}, whose type is ${name} as that of ${other}`;
		if (other === undefined && /^[A-Za-z_]/.test(name)) return [];
		const message = `expected a component whose name makes a type of its own, got ${got}; rename it`;
		return [{ pointer: toPointer(["components", "schemas", component]), message }];
	});
	if (problems.length > 0) throw new ModelError(problems);
}

/** Makes a type's name of a component's, which may contain dots and hyphens. */
function typeName(component: string): string {
	return component.replace(/(?:^|[.-]+)(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, "");
}
