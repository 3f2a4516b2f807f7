import type { DocumentReader } from "./document-reader.ts";
import type { Header } from "./openapi.ts";
import type { LocatedOperation } from "./operations-of.ts";

/** Reports a part of the description that the generators cannot express, at a pointer into the bundle. */
export type ReportProblem = (pointer: string, message: string) => void;

/** An operation, and what is needed to read it. */
export interface OperationContext extends LocatedOperation {
	readonly reader: DocumentReader;
	readonly report: ReportProblem;
}

/** The examples of those parameters or headers that have one, by name. */
export function examplesOf(named: readonly { readonly name: string; readonly node: Header }[]): Record<string, unknown> {
	return Object.fromEntries(named.filter(({ node }) => node.example !== undefined).map(({ name, node }) => [name, node.example]));
}
