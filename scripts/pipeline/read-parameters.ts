import type { ParameterDescriptor, ParameterLocation } from "../../src/core/operation/descriptor.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { describeValue } from "./describe-value.ts";
import type { DocumentReader, Located } from "./document-reader.ts";
import type { LocatedSchema, RequestModel } from "./model.ts";
import type { Parameter } from "./openapi.ts";
import { type OperationContext, objectSchema, type Report } from "./operation-context.ts";

export interface ReadParameter extends Located<Parameter> {
	readonly descriptor: ParameterDescriptor;
}

/** Parameters of the path item and of the operation; the operation's own win. */
export function readParameters({ reader, report, item, operation, path, pointer }: OperationContext): ReadParameter[] {
	const own = (operation.parameters ?? []).map((node, index) => reader.resolve(node, `${pointer}/parameters/${index}`));
	const shared = (item.parameters ?? [])
		.map((node, index) => reader.resolve(node, `${toPointer(["paths", path])}/parameters/${index}`))
		.filter(({ node }) => !own.some((mine) => mine.node.name === node.name && mine.node.in === node.in));
	return [...shared, ...own].map(({ node, pointer }) => {
		checkStyle(node, pointer, report);
		const { value, problem } = describeValue(node.schema ?? {}, reader);
		if (problem !== undefined) report(`${pointer}/schema`, `parameter ${node.name}: ${problem}`);
		return { node, pointer, descriptor: { in: node.in, ...value, ...(node.required && { required: true }) } };
	});
}

/** The default style of each location, the only one that is written and read. */
const STYLES = { path: "simple", header: "simple", query: "form", cookie: "form" } as const;

function checkStyle(parameter: Parameter, pointer: string, report: Report): void {
	const expected = STYLES[parameter.in];
	if (parameter.style !== undefined && parameter.style !== expected) {
		report(
			`${pointer}/style`,
			`expected style ${expected} in ${parameter.in}, got ${parameter.style}; no other style is written`,
		);
	}
	if (parameter.explode !== undefined && parameter.explode !== (expected === "form")) {
		report(`${pointer}/explode`, `expected the default of style ${expected}, got explode: ${parameter.explode}; leave it out`);
	}
	if (parameter.content !== undefined) {
		report(
			`${pointer}/content`,
			"expected a parameter with a schema, got one with content; no media type is written in a parameter",
		);
	}
}

/** One schema a location, for the object of its decoded values. */
export function parameterSchemas(
	parameters: readonly ReadParameter[],
	reader: DocumentReader,
	operation: string,
): RequestModel["schemas"] {
	const schemas: Partial<Record<ParameterLocation, LocatedSchema>> = {};
	for (const location of ["path", "query", "header", "cookie"] as const) {
		const here = parameters.filter(({ node }) => node.in === location);
		if (here.length === 0) continue;
		const members = here.map(({ node }) => ({ name: node.name, schema: node.schema ?? {}, required: node.required === true }));
		schemas[location] = { schema: objectSchema(members, reader), pointer: `${operation}/parameters` };
	}
	return schemas;
}
