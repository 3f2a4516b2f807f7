import type { Action } from "../operation/action.ts";
import type { RequestParts } from "../operation/arguments.ts";
import type { Conventions } from "../operation/conventions.ts";
import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { HttpRequest } from "../operation/http.ts";
import type { Random } from "../operation/random.ts";
import type { SchemaView } from "../operation/schema-view.ts";
import type { RequestPart, Violation } from "../operation/violation.ts";
import type { GeneratedWebhooks, WebhookDescriptor } from "../operation/webhook.ts";
import type { ItemPage, PageRequest, Resource, ResourceValues } from "./collection.ts";

/** A response before it is written: the body is still a value. */
export interface JsonResponse {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** The value to write as JSON; undefined for no body. */
	readonly body?: unknown;
}

/** Why a request is not carried out. */
export type Rejection =
	| { readonly kind: "unknown-path"; readonly pathname: string }
	| { readonly kind: "method-not-allowed"; readonly method: string; readonly allowed: readonly string[] }
	| { readonly kind: "unauthorized" }
	/** An identifier in the path is malformed, or nothing has it. */
	| { readonly kind: "not-found"; readonly pathname: string }
	| {
			readonly kind: "invalid";
			readonly part: Exclude<RequestPart, "path">;
			readonly violations: readonly Violation[];
			readonly operation: OperationDescriptor;
	  }
	| { readonly kind: "nothing-to-change" }
	/** A webhook asked before the change, and was told not to make it. */
	| { readonly kind: "stopped" }
	/** The identifier that the client has chosen is taken. */
	| { readonly kind: "conflict"; readonly id: string }
	/** The body, or the head (431), is larger than the sandbox reads, is compressed (415), or did not arrive in time (408). */
	| { readonly kind: "unreadable"; readonly status: 400 | 408 | 413 | 415 | 431 }
	/** A fault asks for this status, or the sandbox itself failed (500). */
	| { readonly kind: "status"; readonly status: number; readonly retryAfter?: number };

/** A request that has passed authentication and its validators. */
export interface RequestContext {
	readonly operationId: string;
	readonly operation: OperationDescriptor;
	readonly action: Action;
	readonly account: string;
	/** The one who makes the request, where that is no client of the API: see `ActorRequest`. */
	readonly actor?: string | undefined;
	/** The values of the path parameters. One that named a resource by something else holds its identifier here. */
	readonly parameters: Readonly<Record<string, string>>;
	/** The decoded fields of the body that the description knows. A policy may add and remove fields, but only in `check`. */
	readonly fields: Record<string, unknown>;
	/** The names of the fields that the description does not know. */
	readonly ignored: readonly string[];
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly random: Random;
}

/** What a change was made by: a request, or the service itself, which has no `parts`. */
export interface ChangeCause extends RequestContext {
	readonly parts?: RequestParts;
}

/** A resource before and after a change. */
export interface ResourceChange {
	/** The canonical path of its collection, with the identifiers filled in. */
	readonly path: string;
	/** Undefined for a new resource. */
	readonly before: Resource | undefined;
	/** Undefined for a deleted resource. */
	readonly after: Resource | undefined;
}

/** What a resource is rendered from. */
export interface RenderContext {
	readonly resource: Resource;
	readonly account: string;
	readonly action: Action;
	/** The values of the path parameters of the operation that shows it. */
	readonly parameters: Readonly<Record<string, string>>;
	/** The absolute address of the resource, as the client of this request would write it. */
	readonly url: string;
	/** The resources in a collection below it, by the segment that leads from its address to them. */
	readonly below: (segment: string) => Iterable<Resource>;
}

/**
 * How one member of payloads gets its value, where the description cannot say it. Where a function returns undefined, the
 * description decides, and in a change the member keeps its value.
 */
export interface MemberRule {
	/** Its value in a new resource, to be kept. */
	readonly initial?: (context: RequestContext, schema: SchemaView) => unknown;
	/** Its new value when anything of the resource changes. */
	readonly changed?: (context: RequestContext, schema: SchemaView) => unknown;
	/** Its value in a response. With this and no `initial`, nothing is kept. */
	readonly render?: (context: RenderContext, schema: SchemaView) => unknown;
}

/** One page of a list, for the policy to put into its envelope. */
export interface PageContext extends ItemPage {
	readonly operation: OperationDescriptor;
	readonly request: PageRequest;
	/** The decoded query. */
	readonly query: Readonly<Record<string, unknown>>;
	/** The absolute address of the list, without a query. */
	readonly url: string;
	/** The items as payloads. */
	readonly payloads: readonly unknown[];
}

/** What the headers of a response are made from. */
export interface HeaderContext {
	readonly request: HttpRequest;
	readonly status: number;
	readonly hasBody: boolean;
	/** Milliseconds since the request came in. */
	readonly elapsed: number;
	/** The number of requests in flight, this one included. */
	readonly concurrent: number;
	readonly random: Random;
}

/** A webhook to send: its name, and the values of its body. */
export interface DueWebhook {
	readonly name: string;
	readonly fields: Readonly<Record<string, unknown>>;
}

/** What the request of a webhook is written from. */
export interface OutgoingWebhook extends DueWebhook {
	readonly webhook: WebhookDescriptor;
	/** Without user, password and fragment, as `fetch` sends it. */
	readonly url: string;
	readonly method: "GET" | "POST";
	readonly account: string;
	/** A UUID of its own. */
	readonly id: string;
}

/** Which changes a vendor announces, and how. */
export interface WebhookPolicy {
	readonly api: GeneratedWebhooks;
	/** The webhook that asks before a change. Its response can stop the change, or amend its fields. */
	before?(change: ResourceChange, cause: ChangeCause): DueWebhook | undefined;
	/** The webhook that announces a change. */
	after?(change: ResourceChange, cause: ChangeCause): DueWebhook | undefined;
	/** Adapts the fields of a request that a webhook has amended. */
	amended?(fields: Record<string, unknown>, amendments: Readonly<Record<string, unknown>>): void;
	/** Writes and signs the request of a webhook whose fields are valid. */
	write(context: OutgoingWebhook): Promise<HttpRequest>;
}

/** Everything that a vendor does in a way of its own. */
export interface SandboxPolicy extends Conventions {
	/** The account that a request acts for, which state is kept by; undefined for missing or wrong credentials. */
	authenticate(request: HttpRequest): string | undefined;
	/** The account that seeds without one belong to. */
	readonly account: string;
	/** The member that shows the position in the order of creation, if one does. */
	readonly positionField?: string;
	/** Query parameters that choose a page. Every other one is a filter. */
	readonly pagingParameters: readonly string[];
	/** Members that the description alone cannot determine, by name. */
	readonly members: Readonly<Record<string, MemberRule>>;
	/** Changes the decoded parts of a request before they are checked, where the service is more lenient than its description. */
	normalizeRequest?(parts: RequestParts, operation: OperationDescriptor): void;
	/** Checks what the description cannot say of a creation or a change, and completes its fields. A rejection stores nothing. */
	check?(context: RequestContext): JsonResponse | undefined;
	/**
	 * Checks what the description cannot say of the values of a resource that is seeded or updated.
	 *
	 * @param pointer the place of the values
	 * @throws {SeedError} with the pointer of a value that is wrong
	 */
	checkValues?(values: ResourceValues, pointer: string): void;
	/**
	 * What comes into being below a new resource, whether a request creates it or a seed: seeds of resources, by the segment that
	 * leads from its address to them. A segment that leads to no collection of the API is ignored.
	 */
	createdBelow?(resource: Resource, context: RequestContext): Readonly<Record<string, readonly ResourceValues[]>>;
	/** What a request that passed `check` changes of the policy's own state, as a seed of that state. */
	stateChange?(context: RequestContext): Readonly<Record<string, unknown>> | undefined;
	/** Whether a resource exists for a request with these path parameters; by default each one does. */
	isVisible?(resource: Resource, parameters: Readonly<Record<string, string>>): boolean;
	/** Whether a change without any field is carried out instead of rejected. */
	readonly acceptsEmptyUpdate?: boolean;
	/** Reads which page a valid query asks for; a response where it cannot. */
	pageRequest(query: Readonly<Record<string, unknown>>): PageRequest | JsonResponse;
	/** Puts a page into its envelope. */
	page(context: PageContext): unknown;
	reject(rejection: Rejection): JsonResponse;
	headers(context: HeaderContext): Record<string, string>;
	readonly webhooks?: WebhookPolicy;
	/** The policy's own part of the state: what it has been seeded with. */
	readonly state?: PolicyState;
}

/** State that is the policy's own, such as things that requests refer to and no operation creates. */
export interface PolicyState {
	/** The members of a seed that are the policy's. */
	readonly keys: readonly string[];
	/** @throws {SeedError} with the pointer of what is wrong in a seed */
	check(seed: Readonly<Record<string, unknown>>): void;
	/**
	 * Adds the content of a seed.
	 *
	 * @throws {SeedError} as `check` does
	 */
	seed(seed: Readonly<Record<string, unknown>>): void;
	reset(): void;
	/** The seed that would bring the state back to what it is now. */
	snapshot(): Record<string, unknown>;
}

/** A seed, or an update, that cannot be used. */
export class SeedError extends Error {
	override readonly name = "SeedError";
	/** A JSON pointer into the seed. */
	readonly pointer: string;

	/** @param whole what the empty pointer leads to */
	constructor(pointer: string, message: string, whole = "the seed") {
		super(`${pointer === "" ? whole : pointer}: ${message}`);
		this.pointer = pointer;
	}
}

/** A seed needs more identifiers than the pattern allows. */
export class IdentifiersTakenError extends SeedError {
	constructor(pointer: string) {
		super(pointer, "every identifier that its pattern allows is taken");
	}
}
