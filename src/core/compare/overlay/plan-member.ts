import { isRecord } from "../../operation/is-record.ts";
import { fromPointer, toPointer } from "../../operation/json-pointer.ts";
import type { DescribedOperation } from "../description.ts";
import type { Correction, Edit, RepairContext } from "./correction.ts";
import type { DocumentOperation, PlaceNode } from "./document-places.ts";
import { writeSchema } from "./write-rules.ts";

/** Adds a member or the items of a list, or removes what only the document has. */
export function planMember(
	cause: Correction,
	operation: DocumentOperation,
	own: DescribedOperation,
	context: RepairContext,
): Edit | undefined {
	const { layers, name } = parentOf(cause, operation);
	const found = operation.places.get(cause.place);
	if (cause.kind === "missing-here") {
		return found?.key === "items" ? removeItems(layers, cause, context) : removeMember(layers, name, cause, context);
	}
	const isItems = name === "0" && [own.values.get(outerPlace(cause.place))?.type].flat().includes("array");
	const node = layers.find((layer) => objectAt(layer, context)[isItems ? "type" : "properties"]) ?? layers[0];
	if (node === undefined) return undefined;
	const schema = writeSchema(own, cause.place, context.dialect);
	const isRequired = own.values.get(cause.place)?.required === true;
	return {
		nodes: [node],
		effect: JSON.stringify(["add", schema, isRequired]),
		apply() {
			if (isItems) return context.document.set(node.pointer, { items: schema }, cause);
			if (isRecord(objectAt(node, context).properties))
				context.document.set(`${node.pointer}/properties`, { [name]: schema }, cause);
			else context.document.set(node.pointer, { properties: { [name]: schema } }, cause);
			if (isRequired) requireName(node, name, cause, context);
		},
	};
}

/** Makes a member required or optional. */
export function planRequired(
	cause: Correction,
	operation: DocumentOperation,
	own: DescribedOperation,
	context: RepairContext,
): Edit | undefined {
	const { layers, name } = parentOf(cause, operation);
	const isRequired = own.values.get(cause.place)?.required === true;
	const requiring = layers.filter((layer) => requiredBy(layer, context).includes(name));
	const holding = layers.find((layer) => Object.hasOwn(propertiesOf(layer, context), name)) ?? layers[0];
	const nodes = isRequired ? [holding].filter((node) => node !== undefined) : requiring;
	return {
		nodes,
		effect: `required ${isRequired}`,
		apply() {
			for (const node of nodes) (isRequired ? requireName : allowAbsence)(node, name, cause, context);
		},
	};
}

function removeMember(layers: readonly PlaceNode[], name: string, cause: Correction, context: RepairContext): Edit {
	const holding = layers.filter((layer) => Object.hasOwn(propertiesOf(layer, context), name));
	const requiring = layers.filter((layer) => requiredBy(layer, context).includes(name));
	return {
		nodes: [...new Set([...holding, ...requiring])],
		effect: "remove",
		apply() {
			for (const { pointer } of holding) context.document.remove(pointer + toPointer(["properties", name]), cause);
			for (const node of requiring) allowAbsence(node, name, cause, context);
		},
	};
}

/** A list of 3.0 has items, which may be anything. */
function removeItems(layers: readonly PlaceNode[], cause: Correction, context: RepairContext): Edit {
	const nodes = layers.filter((layer) => objectAt(layer, context).items !== undefined);
	const items = context.dialect === "3.0" ? {} : undefined;
	return {
		nodes,
		effect: "remove",
		apply() {
			for (const { pointer } of nodes) context.document.set(pointer, { items }, cause);
		},
	};
}

function requireName({ pointer }: PlaceNode, name: string, cause: Correction, { document }: RepairContext): void {
	const { required } = document.at(pointer) as { readonly required?: unknown };
	if (!Array.isArray(required) || !required.includes(name)) document.append(pointer, "required", name, cause);
}

/** Removes a name from a list of required members, and the list if it has no other: 3.0 allows no empty one. */
function allowAbsence(node: PlaceNode, name: string, cause: Correction, context: RepairContext): void {
	const required = requiredBy(node, context);
	const position = required.length === 1 ? [] : [required.indexOf(name)];
	context.document.remove(node.pointer + toPointer(["required", ...position]), cause);
}

function parentOf({ place }: Correction, operation: DocumentOperation) {
	return { layers: operation.places.get(outerPlace(place))?.layers ?? [], name: fromPointer(place).at(-1) ?? "" };
}

function outerPlace(place: string): string {
	return toPointer(fromPointer(place).slice(0, -1));
}

function objectAt({ pointer }: PlaceNode, { document }: RepairContext): Readonly<Record<string, unknown>> {
	const value = document.at(pointer);
	return isRecord(value) ? value : {};
}

function propertiesOf(node: PlaceNode, context: RepairContext): object {
	const { properties } = objectAt(node, context);
	return isRecord(properties) ? properties : {};
}

function requiredBy(node: PlaceNode, context: RepairContext): string[] {
	const { required } = objectAt(node, context);
	return Array.isArray(required) ? required : [];
}
