import type { ParameterDescriptor } from "../../src/core/operation/descriptor.ts";
import { checkRequestHeaders } from "./check-headers.ts";
import type { Located } from "./document-reader.ts";
import type { RequestModel } from "./model.ts";
import type { Parameter } from "./openapi.ts";
import type { OperationContext } from "./operations-of.ts";
import { objectPart } from "./part-model.ts";
import type { ReportProblem } from "./problem.ts";
import { toValueDescriptor } from "./value-descriptor.ts";

export interface ReadParameter extends Located<Parameter> {
	readonly name: string;
	readonly descriptor: ParameterDescriptor;
}

/** Reads the parameters of the path item and of the operation; the operation's own take precedence. */
export function readRequestParameters({
	reader,
	report,
	item,
	itemPointer,
	operation,
	pointer,
}: OperationContext): ReadParameter[] {
	const own = (operation.parameters ?? []).map((node, index) => reader.resolve(node, `${pointer}/parameters/${index}`));
	const shared = (item.parameters ?? [])
		.map((node, index) => reader.resolve(node, `${itemPointer}/parameters/${index}`))
		.filter(({ node }) => !own.some((mine) => mine.node.name === node.name && mine.node.in === node.in));
	const all = [...shared, ...own];
	const headers = all.filter(({ node }) => node.in === "header").map(({ node: { name }, pointer }) => ({ name, pointer }));
	checkRequestHeaders(headers, report);
	return all.map(({ node, pointer }) => {
		checkStyle(node, pointer, report);
		const { value, problem } = toValueDescriptor(node.schema ?? {}, reader);
		if (problem !== undefined) report(`${pointer}/schema`, `parameter ${node.name}: ${problem}`);
		return { name: node.name, node, pointer, descriptor: { in: node.in, ...value, ...(node.required && { required: true }) } };
	});
}

/** The default style of each location. No other is written or read. */
const STYLES = { path: "simple", header: "simple", query: "form", cookie: "form" } as const;

function checkStyle(parameter: Parameter, pointer: string, report: ReportProblem): void {
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
	if (parameter.allowReserved === true) {
		report(`${pointer}/allowReserved`, "expected reserved characters to be encoded, got allowReserved: true; leave it out");
	}
	if (parameter.content !== undefined) {
		report(
			`${pointer}/content`,
			"expected a parameter with a schema, got one with content; no media type is written in a parameter",
		);
	}
}

/** Groups the parameters by their location: one schema each, of the object of their decoded values. */
export function parameterParts(parameters: readonly ReadParameter[], context: OperationContext): RequestModel["schemas"] {
	const { reader, operation, pointer } = context;
	const at = operation.parameters ? `${pointer}/parameters` : pointer;
	return Object.fromEntries(
		(["path", "query", "header", "cookie"] as const).flatMap((location) => {
			const here = parameters.filter(({ node }) => node.in === location);
			return here.length === 0 ? [] : [[location, objectPart(here, at, reader)]];
		}),
	);
}
