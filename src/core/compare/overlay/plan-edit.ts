import { fromPointer, toPointer } from "../../operation/json-pointer.ts";
import { parameterNames, templateKey } from "../../operation/path-template.ts";
import { type DescribedOperation, isReceived } from "../description.ts";
import type { Correction, Edit, RepairContext } from "./correction.ts";
import type { DocumentOperation, PlaceNode } from "./document-places.ts";
import { planMember, planRequired } from "./plan-member.ts";
import { planRule } from "./plan-rule.ts";
import { writeContent, writeDescribedResponse, writeOperation, writeParameter, writeRequestBody } from "./write-rules.ts";

/** Plans what makes a document say the same as ours at one place; undefined if there is no way. */
export function planEdit(correction: Correction, context: RepairContext): Edit | undefined {
	const { key, place } = correction;
	const own = context.ours.get(key);
	const operation = context.places.operations.get(key);
	if (operation === undefined) return own && addOperation(correction, own, context);
	const [side, part, name, ...below] = fromPointer(place);
	if (part === undefined) return planOperation(correction, operation, context);
	if (own === undefined) return undefined;
	if (side === "response" && name === undefined) return planResponse(correction, operation, own, context);
	if (side === "response" ? below.length === 0 && name === "body" : part === "body" && name === undefined) {
		return planBody(correction, operation, own, context);
	}
	if (side === "request" && part !== "body" && below.length === 0) return planParameter(correction, operation, own, context);
	return planValue(correction, operation, own, context);
}

function planValue(correction: Correction, operation: DocumentOperation, own: DescribedOperation, context: RepairContext) {
	const items = undescribedItems(correction.place, operation);
	if (items !== undefined) {
		const edit = planMember({ ...correction, kind: "missing-there", place: items }, operation, own, context);
		return edit && { ...edit, moves: true };
	}
	if (correction.keyword === "required") return planRequired(correction, operation, own, context);
	return correction.keyword === undefined
		? planMember(correction, operation, own, context)
		: planRule(correction, operation, own, context);
}

/** The place of the items of a list for which the document has no schema, if the place is there or below. */
function undescribedItems(place: string, { places }: DocumentOperation): string | undefined {
	const segments = fromPointer(place);
	const outer = segments.map((_, at) => toPointer(segments.slice(0, at + 1)));
	const first = outer.find((one, at) => at > 1 && places.has(outer[at - 1] ?? "") && !places.has(one));
	return first?.endsWith("/0") ? first : undefined;
}

/** An operation that the document lacks, at the path that it has for others already, if it has. */
function addOperation(cause: Correction, own: DescribedOperation, { document, dialect }: RepairContext): Edit {
	const holder = isReceived(own) ? "webhooks" : "paths";
	const known = Object.keys((document.at(`/${holder}`) as object | undefined) ?? {});
	const path = known.find((one) => templateKey(one) === templateKey(own.path)) ?? own.path;
	const written = writeOperation(own, parameterNames(path), dialect);
	const method = own.method.toLowerCase();
	return {
		nodes: [],
		effect: "add the operation",
		moves: true,
		apply() {
			if (document.at(`/${holder}`) === undefined) document.set("", { [holder]: {} }, cause);
			const item = toPointer([holder, path]);
			if (known.includes(path)) document.set(item, { [method]: written }, cause);
			else document.set(`/${holder}`, { [path]: { [method]: written } }, cause);
		},
	};
}

function planOperation(cause: Correction, { node }: DocumentOperation, { document, ours }: RepairContext): Edit | undefined {
	if (cause.kind === "missing-here") {
		return { nodes: [], effect: "remove", moves: true, apply: () => document.remove(node.pointer, cause) };
	}
	if (cause.keyword !== "deprecated") return undefined;
	const { deprecated } = ours.get(cause.key)?.values.get("/request") ?? {};
	return { nodes: [], effect: `deprecated ${deprecated}`, apply: () => document.set(node.pointer, { deprecated }, cause) };
}

function planParameter(cause: Correction, operation: DocumentOperation, own: DescribedOperation, context: RepairContext) {
	const { document, dialect } = context;
	const { kind, keyword, place } = cause;
	if (kind === "missing-there") {
		const [, part, name = ""] = fromPointer(place);
		const names = parameterNames(operation.path);
		const written = writeParameter(own, place, part === "path" ? (names[Number(name) - 1] ?? name) : name, dialect);
		const apply = () => document.append(operation.node.pointer, "parameters", written, cause);
		return { nodes: [], effect: "add the parameter", moves: true, apply };
	}
	const found = operation.places.get(place);
	if (found === undefined) return undefined;
	const { holder } = found;
	if (kind === "missing-here") {
		const site = outermost(holder);
		return { nodes: [site], effect: "remove", moves: true, apply: () => document.remove(site.pointer, cause) };
	}
	if (keyword !== "required" && keyword !== "deprecated") return planRule(cause, operation, own, context);
	const { [keyword]: value } = own.values.get(place) ?? {};
	const apply = () => document.set(holder.pointer, { [keyword]: value }, cause);
	const ofSchema = keyword === "deprecated" ? planRule(cause, operation, own, context) : undefined;
	const nodes = [holder, ...(value === undefined ? (ofSchema?.nodes ?? []) : [])];
	return { nodes, effect: `${keyword} ${value}`, apply: () => [apply(), value === undefined && ofSchema?.apply()] } as Edit;
}

/** Where the operation, or its path, names an object that may be elsewhere. */
function outermost(node: PlaceNode): PlaceNode {
	return node.via?.place === node.place ? outermost(node.via) : node;
}

function planResponse(
	cause: Correction,
	{ node }: DocumentOperation,
	own: DescribedOperation,
	{ document, dialect }: RepairContext,
) {
	const [, status = ""] = fromPointer(cause.place);
	const responses = `${node.pointer}/responses`;
	if (cause.kind === "missing-here") {
		return { nodes: [], effect: "remove", apply: () => document.remove(responses + toPointer([status]), cause) };
	}
	if (cause.kind !== "missing-there") return undefined;
	const written = writeDescribedResponse(own, status, dialect);
	const apply = () => {
		if (document.at(responses) === undefined) document.set(node.pointer, { responses: {} }, cause);
		document.set(responses, { [status]: written }, cause);
	};
	return { nodes: [], effect: "add the response", apply };
}

/** The body of a request or a response: whether there is one, and its media types. */
function planBody(
	cause: Correction,
	operation: DocumentOperation,
	own: DescribedOperation,
	context: RepairContext,
): Edit | undefined {
	const { document, dialect } = context;
	const { kind, place, keyword } = cause;
	const isRequest = place === "/request/body";
	const holder = isRequest ? operation.body : operation.places.get(place.replace(/\/body$/, ""))?.holder;
	if (holder === undefined) return undefined;
	if (isRequest && kind === "missing-there") {
		const requestBody = writeRequestBody(own, dialect);
		return {
			nodes: [],
			effect: "add the body",
			moves: true,
			apply: () => document.set(operation.node.pointer, { requestBody }, cause),
		};
	}
	if (isRequest && kind === "missing-here") {
		const pointer = `${operation.node.pointer}/requestBody`;
		return { nodes: [], effect: "remove", moves: true, apply: () => document.remove(pointer, cause) };
	}
	if (kind === "missing-there" || kind === "missing-here") {
		const content = kind === "missing-there" ? writeContent(own, place, dialect) : undefined;
		const effect = JSON.stringify(["content", content]);
		return { nodes: [holder], effect, moves: true, apply: () => document.set(holder.pointer, { content }, cause) };
	}
	if (keyword !== "mediaTypes") return undefined;
	const wanted = (own.values.get(place)?.mediaTypes ?? []) as string[];
	const pointer = `${holder.pointer}/content`;
	return {
		nodes: [holder],
		effect: JSON.stringify(["mediaTypes", wanted]),
		moves: true,
		apply() {
			const content = document.at(pointer) as Record<string, unknown>;
			const [first] = Object.values(content);
			const named = Object.keys(content);
			for (const name of wanted) if (!named.some((one) => isSameName(one, name))) document.set(pointer, { [name]: first }, cause);
			for (const name of named)
				if (!wanted.some((one) => isSameName(one, name))) document.remove(pointer + toPointer([name]), cause);
		},
	};
}

function isSameName(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}
