import type { ResponseValidators } from "../operation/violation.ts";
import type { Resource, Values } from "./collection.ts";
import type { RequestContext, SandboxPolicy, Showing } from "./policy.ts";
import { randomFrom } from "./random.ts";
import type { ResourceType, View } from "./resource-types.ts";
import { sampleValue } from "./sample.ts";
import type { JsonSchema, SchemaReader } from "./schema.ts";

type Show = (showing: Showing) => unknown;

interface KeptMember {
	readonly name: string;
	readonly schema: JsonSchema;
}

/**
 * Makes the values of resources and shows them as payloads.
 *
 * Where a member's value comes from, first match: the policy's rule; the resource's identifier; the path parameter of
 * the same name; for an address, the resource's own; what was kept when the resource was made, which is the field of the same
 * name or else a sample of the member's schema.
 */
export class Payloads {
	readonly #policy: SandboxPolicy;
	readonly #schemas: SchemaReader;
	readonly #shown = new Map<View, readonly (readonly [string, Show])[]>();
	readonly #kept = new Map<ResourceType, readonly KeptMember[]>();

	constructor(policy: SandboxPolicy, schemas: SchemaReader) {
		this.#policy = policy;
		this.#schemas = schemas;
	}

	/** One resource as an operation shows it. Members without a value are left out. */
	show(view: View, showing: Showing): Record<string, unknown> {
		const payload: Record<string, unknown> = {};
		for (const [name, show] of this.#membersOf(view)) payload[name] = show(showing);
		return payload;
	}

	/** The values of a new resource. */
	create(view: View, context: RequestContext): Values {
		const values: Values = {};
		for (const { name, schema } of this.keptMembers(view.type)) values[name] = this.#initial(view, name, schema, context);
		return values;
	}

	/** The values that a change sets: those of the fields that were sent, and those that follow from any change. */
	change(view: View, context: RequestContext): Values {
		const changes: Values = {};
		for (const { name, schema } of this.keptMembers(view.type)) {
			const changed = this.#policy.members[name]?.changed;
			const field = view.fieldOf.get(name);
			const value = changed
				? changed(context, this.#schemas.resolve(schema))
				: field !== undefined && Object.hasOwn(context.fields, field)
					? context.fields[field]
					: undefined;
			if (value !== undefined) changes[name] = value;
		}
		return changes;
	}

	/**
	 * Replaces what was copied from a field although the member may not hold it, by a sample. Descriptions may say
	 * other things of a field than of the member of the same name.
	 *
	 * @returns what to replace; undefined where nothing has to be
	 */
	mend(view: View, validators: ResponseValidators | undefined, payload: unknown, context: RequestContext): Values | undefined {
		if (view.fieldsFit || !validators?.body || validators.body(payload)) return undefined;
		const mended: Values = {};
		for (const { instancePath } of validators.body.errors ?? []) {
			const [, name = ""] = instancePath.split("/");
			const schema = view.type.members.get(name);
			if (schema === undefined || this.#policy.members[name] || !view.fieldOf.has(name)) continue;
			mended[name] = this.sample(schema, context.now, context.random);
		}
		return mended;
	}

	/** A value that a schema allows. */
	sample(schema: JsonSchema, now: number, random: () => number): unknown {
		return sampleValue(this.#schemas, schema, { now, random, url: "http://localhost/" });
	}

	/** The members that are kept with a resource, in the order of the description. */
	keptMembers(type: ResourceType): readonly KeptMember[] {
		const known = this.#kept.get(type);
		if (known !== undefined) return known;
		const kept = [...type.members]
			.filter(([name, schema]) => this.#isKept(type, name, schema))
			.map(([name, schema]) => ({ name, schema }));
		this.#kept.set(type, kept);
		return kept;
	}

	#isKept(type: ResourceType, name: string, schema: JsonSchema): boolean {
		const rule = this.#policy.members[name];
		if (rule) return rule.initial !== undefined;
		if (name === this.#policy.identity) return false;
		if (type.views.every((view) => this.#parameterFor(view, name) !== undefined)) return false;
		return !this.#isAddress(schema);
	}

	#initial(view: View, name: string, schema: JsonSchema, context: RequestContext): unknown {
		const initial = this.#policy.members[name]?.initial?.(context, this.#schemas.resolve(schema));
		if (initial !== undefined) return initial;
		const parameter = this.#parameterFor(view, name);
		if (parameter !== undefined) return context.parameters[parameter];
		const field = view.fieldOf.get(name);
		if (field !== undefined && Object.hasOwn(context.fields, field)) return context.fields[field];
		return this.sample(schema, context.now, context.random);
	}

	#membersOf(view: View): readonly (readonly [string, Show])[] {
		const known = this.#shown.get(view);
		if (known !== undefined) return known;
		const members = view.members.map(({ name, schema }) => [name, this.#show(view, name, schema)] as const);
		this.#shown.set(view, members);
		return members;
	}

	#show(view: View, name: string, schema: JsonSchema): Show {
		const shown = this.#policy.members[name]?.shown;
		const otherwise = this.#showWithoutRule(view, name, schema);
		if (shown === undefined) return otherwise;
		const resolved = this.#schemas.resolve(schema);
		return (showing) => shown(showing, resolved) ?? (resolved.nullable ? null : otherwise(showing));
	}

	#showWithoutRule(view: View, name: string, schema: JsonSchema): Show {
		const parameter = this.#parameterFor(view, name);
		if (name === this.#policy.identity) return ({ resource }) => resource.id;
		if (parameter !== undefined) return ({ parameters }) => parameters[parameter];
		if (!this.#isKeptBy(name) && this.#isAddress(schema)) return ({ url }) => url;
		return ({ resource }) => {
			const value = resource.values[name];
			return value === undefined ? this.#sampleFor(resource, name, schema) : value;
		};
	}

	#isKeptBy(name: string): boolean {
		return this.#policy.members[name]?.initial !== undefined;
	}

	/** For a member that the resource was made without: always the same one for the same resource. */
	#sampleFor(resource: Resource, name: string, schema: JsonSchema): unknown {
		return this.sample(schema, 0, randomFrom(`${resource.id} ${name}`));
	}

	#isAddress(schema: JsonSchema): boolean {
		const { format, nullable } = this.#schemas.resolve(schema);
		return format === "uri" && !nullable;
	}

	/** The path parameter, other than the one that names the item, that a member repeats. */
	#parameterFor(view: View, name: string): string | undefined {
		const parameter = view.parameterOf.get(name);
		return parameter === view.itemParameter ? undefined : parameter;
	}
}
