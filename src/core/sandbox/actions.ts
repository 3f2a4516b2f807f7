import type { RequestParts } from "../operation/arguments.ts";
import type { ResponseValidators } from "../operation/violation.ts";
import type { Collection, Resource, Values } from "./collection.ts";
import type { Payloads } from "./payload.ts";
import type { Answer, RequestContext, SandboxPolicy, Showing } from "./policy.ts";
import type { Random } from "./random.ts";
import type { ResourceTypes, View } from "./resource-types.ts";
import type { Action } from "./routes.ts";
import type { Address, State } from "./state.ts";
import { encodeSegment } from "./template.ts";

/** What the actions work with. */
export interface Workshop {
	readonly types: ResourceTypes;
	readonly payloads: Payloads;
	readonly policy: SandboxPolicy;
	readonly state: State;
	readonly responseValidators: Readonly<Record<string, Readonly<Record<string, ResponseValidators>>>>;
	readonly random: Random;
}

/** A request that is to be carried out: it has passed authentication and validation. */
export interface Order {
	readonly view: View;
	readonly account: string;
	readonly parts: RequestParts;
	/** Fields of the body that the description does not know. They are not among the parts. */
	readonly ignored: readonly string[];
	/** The decoded values of the path parameters. */
	readonly path: Readonly<Record<string, string>>;
	/** The path as the client wrote it. */
	readonly pathname: string;
	/** What stands before the path template in the address that the client used. */
	readonly base: string;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** An order with what every action needs of it. */
interface Job {
	readonly order: Order;
	readonly view: View;
	readonly address: Address;
	readonly context: RequestContext;
	/** The absolute address of the collection, as this client would write it. */
	readonly collectionUrl: string;
	/** The identifier of the item; empty on a collection. */
	readonly id: string;
}

/** Carries out a request. */
export function carryOut(workshop: Workshop, order: Order): Answer {
	const { types, policy, random } = workshop;
	const { view, account, path, parts, now } = order;
	const parameters = types.identifiers(view, path, account);
	if (isOrphan(workshop, view, account, parameters)) return notFound(policy, order);
	return ACTIONS[view.action](workshop, {
		order,
		view,
		address: { account, type: view.type, path: view.writeCanonicalPath(parameters) },
		context: {
			operationId: view.operationId,
			operation: view.operation,
			action: view.action,
			account,
			parameters,
			fields: parts.body ?? {},
			ignored: order.ignored,
			now,
			random,
		},
		collectionUrl: order.base + view.writeCollectionPath(parameters),
		id: view.itemParameter === undefined ? "" : (parameters[view.itemParameter] ?? ""),
	});
}

/** Whether the path leads through a resource that is not there. One that no operation creates is there once it is used. */
function isOrphan(
	{ types, state }: Workshop,
	{ ancestors }: View,
	account: string,
	parameters: RequestContext["parameters"],
): boolean {
	return ancestors.some(({ key, parameter, writePath }) => {
		const type = types.byKey(key);
		return type?.creatable && !state.find({ account, type, path: writePath(parameters) })?.has(parameters[parameter] ?? "");
	});
}

const ACTIONS: Readonly<Record<Action, (workshop: Workshop, job: Job) => Answer>> = {
	create,
	list,
	fetch,
	update,
	delete: remove,
};

function create(workshop: Workshop, job: Job): Answer {
	const { payloads, policy, state, random } = workshop;
	const { view, context, address } = job;
	const refused = policy.check?.(context);
	if (refused) return refused;
	const values = payloads.create(view, context);
	const collection = state.open(address);
	const given = givenId(policy, view, context);
	if (given !== undefined && collection.has(given)) return policy.refuse({ kind: "conflict", id: given });
	const id = given ?? state.newId(view.type, collection, random);
	const draft: Resource = { id, sequence: collection.next, values };
	const { answer, mended } = mend(workshop, job, draft);
	Object.assign(values, mended);
	collection.add(draft.id, values);
	state.revision++;
	return answer;
}

/** The identifier that the client has chosen, where it may choose one. */
function givenId({ identity }: SandboxPolicy, { fieldOf }: View, { fields }: RequestContext): string | undefined {
	const field = fieldOf.get(identity);
	const value = field === undefined ? undefined : fields[field];
	return typeof value === "string" && value !== "" ? value : undefined;
}

function list({ payloads, policy, state }: Workshop, job: Job): Answer {
	const { view, order, context, collectionUrl } = job;
	const query = order.parts.query ?? {};
	const request = policy.pageRequest(query);
	if ("status" in request) return request;
	const filter = filterFor(policy, view, query, context);
	const collection = state.find(job.address);
	const page = collection?.page(request, filter) ?? { items: [], hasPrevious: false, hasNext: false };
	const items = page.items.map((resource) =>
		payloads.show(view, {
			resource,
			account: order.account,
			action: "list",
			parameters: context.parameters,
			url: `${collectionUrl}/${encodeSegment(resource.id)}`,
		}),
	);
	const body = policy.page({ ...page, operation: view.operation, request, query, url: collectionUrl, payloads: items });
	return { status: Number(view.status), body };
}

function fetch(workshop: Workshop, job: Job): Answer {
	const resource = resourceOf(workshop, job);
	return resource ? shown(workshop, job, resource) : notFound(workshop.policy, job.order);
}

function update(workshop: Workshop, job: Job): Answer {
	const { payloads, policy, state } = workshop;
	const { view, context } = job;
	const resource = resourceOf(workshop, job);
	if (resource === undefined) return notFound(policy, job.order);
	const fields = Object.keys(view.operation.body?.fields ?? {});
	const empty = !fields.some((name) => Object.hasOwn(context.fields, name));
	if (empty && !policy.acceptsEmptyUpdate) return policy.refuse({ kind: "nothing-to-change" });
	const refused = policy.check?.(context);
	if (refused) return refused;
	if (empty) return shown(workshop, job, resource);
	const changes = payloads.change(view, context);
	const draft = { ...resource, values: { ...resource.values, ...changes } };
	const { answer, mended } = mend(workshop, job, draft);
	state.open(job.address).update(resource, { ...changes, ...mended });
	state.revision++;
	return answer;
}

function remove(workshop: Workshop, job: Job): Answer {
	const resource = resourceOf(workshop, job);
	if (resource === undefined) return notFound(workshop.policy, job.order);
	workshop.state.delete(job.address, resource.id);
	return shown(workshop, job, resource);
}

/** The resource that the path names. One that is alone below its parent is made when it is first asked for. */
function resourceOf({ state, payloads, policy }: Workshop, { view, address, context, id }: Job): Resource | undefined {
	if (view.itemParameter !== undefined || !view.type.singleton) {
		const found = state.find(address)?.get(id);
		return found && policy.isVisible?.(found, context.parameters) === false ? undefined : found;
	}
	const collection: Collection = state.open(address);
	return collection.get(id) ?? collection.add(id, payloads.create(view, context));
}

function shown({ payloads }: Workshop, job: Job, resource: Resource): Answer {
	const { view } = job;
	const status = Number.parseInt(view.status, 10);
	return view.hasBody ? { status, body: payloads.show(view, showing(job, resource)) } : { status };
}

function showing({ view, order, context, collectionUrl }: Job, resource: Resource): Showing {
	const url = resource.id === "" ? collectionUrl : `${collectionUrl}/${encodeSegment(resource.id)}`;
	return { resource, account: order.account, action: view.action, parameters: context.parameters, url };
}

/** The answer that shows a new or changed resource, and the values that had to be replaced for it to be valid. */
function mend(workshop: Workshop, job: Job, draft: Resource): { answer: Answer; mended: Values } {
	const { payloads, responseValidators } = workshop;
	const { view, context } = job;
	const answer = shown(workshop, job, draft);
	const mended = payloads.mend(view, responseValidators[view.operationId]?.[view.status], answer.body, context);
	if (mended === undefined) return { answer, mended: {} };
	return { answer: shown(workshop, job, { ...draft, values: { ...draft.values, ...mended } }), mended };
}

/** A query parameter that is named like a member and does not choose the page lets only equal values through. */
function filterFor(
	policy: SandboxPolicy,
	view: View,
	query: Readonly<Record<string, unknown>>,
	{ parameters }: RequestContext,
): ((resource: Resource) => boolean) | undefined {
	const wanted = Object.keys(view.operation.parameters)
		.filter((name) => query[name] !== undefined && !policy.pagingParameters.includes(name))
		.map((name) => [policy.memberName(name), query[name]] as const)
		.filter(([member]) => view.type.members.has(member));
	if (wanted.length === 0 && policy.isVisible === undefined) return undefined;
	return (resource) =>
		policy.isVisible?.(resource, parameters) !== false && wanted.every(([member, value]) => resource.values[member] === value);
}

function notFound(policy: SandboxPolicy, { pathname }: Order): Answer {
	return policy.refuse({ kind: "not-found", pathname });
}
