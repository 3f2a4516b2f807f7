import type { GeneratedApi } from "../operation/generated-api.ts";
import { randomFrom } from "../operation/random.ts";
import type { OperationView, ResourceType } from "../operation/resources.ts";
import { sampleOf } from "../operation/sample.ts";
import { isWithin, type SchemaView, viewProperty, viewSchema } from "../operation/schema-view.ts";
import type { ResponseValidators } from "../operation/violation.ts";
import type { Resource, ResourceValues } from "./collection.ts";
import type { RenderContext, RequestContext, SandboxPolicy } from "./policy.ts";

type RenderMember = (context: RenderContext) => unknown;

/** A member with the function that renders it. */
type RenderedMember = readonly [name: string, render: RenderMember];

/**
 * Makes the values of resources and renders them as payloads.
 *
 * A member's value comes from the first of these: the policy's rule; the resource's identifier; the path parameter of the same
 * name; for an address, the resource's own; the value that was kept when the resource was created, which is the field of the
 * same name, or else a sample of the member's schema.
 */
export class Renderer {
	readonly #api: GeneratedApi;
	readonly #policy: SandboxPolicy;
	readonly #rendered = new WeakMap<OperationView, readonly RenderedMember[]>();
	readonly #kept = new WeakMap<ResourceType, readonly [string, SchemaView][]>();
	readonly #fits = new WeakMap<OperationView, boolean>();

	constructor(api: GeneratedApi, policy: SandboxPolicy) {
		this.#api = api;
		this.#policy = policy;
	}

	/** Renders a resource as an operation shows it. Members without a value are left out. */
	render(view: OperationView, context: RenderContext): Record<string, unknown> {
		const payload: Record<string, unknown> = {};
		for (const [name, render] of this.#membersOf(view)) payload[name] = render(context);
		return payload;
	}

	/** The values of a new resource. */
	create(view: OperationView, context: RequestContext): ResourceValues {
		const values: ResourceValues = {};
		for (const [name, schema] of this.keptMembers(view.type)) values[name] = this.#initial(view, name, schema, context);
		return values;
	}

	/**
	 * The values that a change sets: those of the fields that were sent, and those that follow from any change. A PUT sets those of
	 * the other fields as a creation would.
	 */
	change(view: OperationView, context: RequestContext): ResourceValues {
		const changes: ResourceValues = {};
		for (const [name, schema] of this.keptMembers(view.type)) {
			const changed = this.#policy.members[name]?.changed;
			const value = changed ? changed(context, schema) : sentValue(view, name, context);
			const isReplaced = value === undefined && view.replaces && view.fieldOf.has(name);
			if (value !== undefined || isReplaced) changes[name] = isReplaced ? this.#initial(view, name, schema, context) : value;
		}
		return changes;
	}

	/**
	 * A request field and the response member of its name may have different schemas. Finds values that were copied from a field
	 * and that the response schema rejects.
	 *
	 * @returns samples to replace them by; undefined where the payload is valid
	 */
	repair(
		view: OperationView,
		validators: ResponseValidators | undefined,
		payload: unknown,
		context: RequestContext,
	): ResourceValues | undefined {
		if (this.#fieldsFit(view) || !validators?.body || validators.body(payload)) return undefined;
		const repaired: ResourceValues = {};
		for (const { instancePath } of validators.body.errors ?? []) {
			const [, name = ""] = instancePath.split("/");
			const schema = view.type.members.get(name);
			if (schema === undefined || this.#policy.members[name] || !view.fieldOf.has(name)) continue;
			repaired[name] = this.sample(schema, context.now, context.random);
		}
		return repaired;
	}

	/** The plainest value that a schema allows. */
	sample(schema: SchemaView, now: number, random: () => number): unknown {
		return sampleOf(schema, { schemas: this.#api.payloads.schemas, now, random, url: "http://localhost/", filled: false });
	}

	/** The members that are kept with a resource, in the order of the description. */
	keptMembers(type: ResourceType): readonly [string, SchemaView][] {
		const known = this.#kept.get(type) ?? [...type.members].filter(([name, schema]) => this.#isKept(type, name, schema));
		this.#kept.set(type, known);
		return known;
	}

	#isKept(type: ResourceType, name: string, schema: SchemaView): boolean {
		const rule = this.#policy.members[name];
		if (rule) return rule.initial !== undefined;
		if (name === this.#policy.idField) return false;
		if (type.views.every((view) => parentParameter(view, name) !== undefined)) return false;
		return !isAddress(schema);
	}

	#initial(view: OperationView, name: string, schema: SchemaView, context: RequestContext): unknown {
		const initial = this.#policy.members[name]?.initial?.(context, schema);
		if (initial !== undefined) return initial;
		const parameter = parentParameter(view, name);
		if (parameter !== undefined) return context.parameters[parameter];
		const sent = sentValue(view, name, context) ?? this.#fieldDefault(view, name);
		return sent === undefined ? this.sample(schema, context.now, context.random) : sent;
	}

	/** The documented default of the field that goes into a member. */
	#fieldDefault({ operationId, fieldOf }: OperationView, name: string): unknown {
		const field = fieldOf.get(name);
		const { schemas, operations } = this.#api.payloads;
		const form = viewSchema(operations[operationId]?.request.body?.schema, schemas);
		return field === undefined ? undefined : viewProperty(form, field, schemas).default;
	}

	#membersOf(view: OperationView): readonly RenderedMember[] {
		const known = this.#rendered.get(view);
		if (known !== undefined) return known;
		const members = [...view.members].map(([name, schema]): RenderedMember => [name, this.#createRender(view, name, schema)]);
		this.#rendered.set(view, members);
		return members;
	}

	#createRender(view: OperationView, name: string, schema: SchemaView): RenderMember {
		const render = this.#policy.members[name]?.render;
		const fallback = this.#renderWithoutRule(view, name, schema);
		if (render === undefined) return fallback;
		return (context) => render(context, schema) ?? (schema.nullable ? null : fallback(context));
	}

	#renderWithoutRule(view: OperationView, name: string, schema: SchemaView): RenderMember {
		const parameter = parentParameter(view, name);
		if (name === this.#policy.idField) return ({ resource }) => resource.id;
		if (parameter !== undefined) return ({ parameters }) => parameters[parameter];
		if (this.#policy.members[name]?.initial === undefined && isAddress(schema)) return ({ url }) => url;
		return ({ resource }) => {
			const value = resource.values[name];
			return value === undefined ? this.#sampleFor(resource, name, schema) : value;
		};
	}

	/** The value of a member that the resource was created without: always the same one for the same resource. */
	#sampleFor(resource: Resource, name: string, schema: SchemaView): unknown {
		return this.sample(schema, 0, randomFrom(`${resource.id} ${name}`));
	}

	/** Whether every field is sure to fit the member that it goes into. */
	#fieldsFit(view: OperationView): boolean {
		const known = this.#fits.get(view);
		if (known !== undefined) return known;
		const { schemas, operations } = this.#api.payloads;
		const form = viewSchema(operations[view.operationId]?.request.body?.schema, schemas);
		const fits = [...view.members].every(([name, member]) => {
			const field = view.fieldOf.get(name);
			if (field === undefined || this.#policy.members[name] !== undefined) return true;
			return isWithin(viewProperty(form, field, schemas), member);
		});
		this.#fits.set(view, fits);
		return fits;
	}
}

/** The value of the field that goes into a member; undefined where it was not sent. */
function sentValue({ fieldOf }: OperationView, name: string, { fields }: RequestContext): unknown {
	const field = fieldOf.get(name);
	return field !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** The path parameter, other than the one that names the item, that a member repeats. */
export function parentParameter(view: OperationView, name: string): string | undefined {
	const parameter = view.parameterOf.get(name);
	return parameter === view.itemParameter ? undefined : parameter;
}

function isAddress({ format, nullable }: SchemaView): boolean {
	return format === "uri" && !nullable;
}
