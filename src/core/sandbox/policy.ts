import type { RequestParts } from "../operation/arguments.ts";
import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { HttpRequest } from "../operation/http.ts";
import type { RequestPart, RequestValidators, ResponseValidators, Violation } from "../operation/violation.ts";
import type { ItemPage, PageRequest, Resource } from "./collection.ts";
import type { Random } from "./random.ts";
import type { Action } from "./routes.ts";
import type { Description, ResolvedSchema } from "./schema.ts";

/** The API that a sandbox serves: what is generated from its description. */
export interface SandboxApi {
	readonly operations: Readonly<Record<string, OperationDescriptor>>;
	readonly requestValidators: Readonly<Record<string, RequestValidators>>;
	readonly responseValidators: Readonly<Record<string, Readonly<Record<string, ResponseValidators>>>>;
	/** The bundled description: the payloads are made up from its response schemas. */
	readonly description: Description;
}

/** An answer before it is written: the body is still a value. */
export interface Answer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** The value to write as JSON; undefined for none. */
	readonly body?: unknown;
}

/** Why a request is not carried out. */
export type Refusal =
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
	/** The identifier that the client has chosen is taken. */
	| { readonly kind: "conflict"; readonly id: string }
	/** The body, or the head (431), is larger than the sandbox reads; or it did not arrive in time (408). */
	| { readonly kind: "unreadable"; readonly status: 400 | 408 | 413 | 431 }
	/** Asked for, as a fault. */
	| { readonly kind: "forced"; readonly status: number; readonly retryAfter?: number };

/** What is known of a request that has passed its validators. */
export interface RequestContext {
	readonly operationId: string;
	readonly operation: OperationDescriptor;
	readonly action: Action;
	readonly account: string;
	/** The values of the path parameters; one that names a resource otherwise stands here with its identifier. */
	readonly parameters: Readonly<Record<string, string>>;
	/** The decoded fields of the body that the description knows. A policy may add to them and take away, but only in `check`. */
	readonly fields: Record<string, unknown>;
	/** The names of the other fields. */
	readonly ignored: readonly string[];
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly random: Random;
}

/** What a member is worked out from when a resource is shown. */
export interface Showing {
	readonly resource: Resource;
	readonly account: string;
	readonly action: Action;
	/** The values of the path parameters of the operation that shows it. */
	readonly parameters: Readonly<Record<string, string>>;
	/** The absolute address of the resource, as the client of this request would write it. */
	readonly url: string;
}

/**
 * How one member of payloads gets its value, where that cannot be read off the description. A function that gives
 * undefined leaves the matter to the description, or in a change to what was there.
 */
export interface MemberRule {
	/** Its value in a new resource, to be kept. */
	readonly initial?: (context: RequestContext, schema: ResolvedSchema) => unknown;
	/** Its new value when anything of the resource changes. */
	readonly changed?: (context: RequestContext, schema: ResolvedSchema) => unknown;
	/** Its value in an answer. With this and no `initial`, nothing is kept. */
	readonly shown?: (showing: Showing, schema: ResolvedSchema) => unknown;
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

/** What the headers of an answer are made from. */
export interface HeaderContext {
	readonly request: HttpRequest;
	readonly status: number;
	readonly hasBody: boolean;
	/** Milliseconds since the request came in. */
	readonly elapsed: number;
	/** The requests that are being answered, this one included. */
	readonly concurrent: number;
	readonly random: Random;
}

/** Everything that a vendor does in a way of its own. */
export interface SandboxPolicy {
	/** The account that a request acts for, which is what state is kept by; undefined for missing or wrong credentials. */
	authenticate(request: HttpRequest): string | undefined;
	/** The account that seeds without one belong to. */
	readonly account: string;
	/** The member of payloads that a path parameter or a field goes into. */
	memberName(name: string): string;
	/** The member that a resource is addressed by. */
	readonly identity: string;
	/** The member that shows the sequence number, if any does. */
	readonly sequence?: string;
	/** Query parameters that choose a page. Every other one is a filter. */
	readonly pagingParameters: readonly string[];
	/** Members that cannot be worked out from the description alone, by name. */
	readonly members: Readonly<Record<string, MemberRule>>;
	/**
	 * The template of the collection that a path template means, for paths that are two ways to the same thing.
	 *
	 * @param templates all path templates of the same server
	 */
	canonicalPath?(collection: string, templates: readonly string[], server: string): string;
	/** Changes the decoded parts of a request before they are checked, where the service forgives more than is documented. */
	forgive?(parts: RequestParts, operation: OperationDescriptor): void;
	/** Checks what the description cannot say of a creation or a change, and completes its fields. Nothing is stored if it refuses. */
	check?(context: RequestContext): Answer | undefined;
	/** Whether a resource is there for a request with these path parameters; by default every one is. */
	isVisible?(resource: Resource, parameters: Readonly<Record<string, string>>): boolean;
	/** Whether a change without any field is carried out instead of refused. */
	readonly acceptsEmptyUpdate?: boolean;
	/** Reads which page is asked for from a valid query; an answer if it cannot. */
	pageRequest(query: Readonly<Record<string, unknown>>): PageRequest | Answer;
	/** Puts a page into its envelope. */
	page(context: PageContext): unknown;
	refuse(refusal: Refusal): Answer;
	headers(context: HeaderContext): Record<string, string>;
	/** The policy's own part of the state: what it has been seeded with. */
	readonly state?: PolicyState;
}

/** State that is the policy's own, such as things that requests refer to and no operation creates. */
export interface PolicyState {
	/** The members of a seed that are the policy's. */
	readonly keys: readonly string[];
	/**
	 * Adds what a seed holds.
	 *
	 * @throws {SeedError} with the pointer of what is wrong
	 */
	seed(seed: Readonly<Record<string, unknown>>): void;
	reset(): void;
	/** What would have to be seeded to get back to where things are. */
	snapshot(): Record<string, unknown>;
}

/** A seed that cannot be used: where it is wrong, and how. */
export class SeedError extends Error {
	override readonly name = "SeedError";
	/** A JSON pointer into the seed. */
	readonly pointer: string;

	constructor(pointer: string, message: string) {
		super(`${pointer === "" ? "the seed" : pointer}: ${message}`);
		this.pointer = pointer;
	}
}
