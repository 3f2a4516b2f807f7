import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import type { RequestValidators } from "../operation/violation.ts";
import type { SandboxConnection } from "./connection.ts";
import type { ExplorerData } from "./explorer-data.ts";

/** The arguments of an operation by name. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Calls an operation by a client, which checks, retries and reads. Of a list, it reads the first page. */
export type CallOperation = (operationId: string, values: Arguments) => Promise<unknown>;

/** What a client needs to be made. */
export interface ClientParts {
	readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
	/** Reports that a retry follows after a delay, in milliseconds. */
	readonly onRetry: (retry: { readonly attempt: number; readonly delay: number; readonly status: number | undefined }) => void;
}

/** Writes a call as code. */
export interface CallWriter {
	readonly label: string;
	/** @returns undefined where the operation cannot be called this way */
	write(operationId: string, values: Arguments): string | undefined;
}

/** All that the application is made of. It knows no API and no sandbox but these. */
export interface ExplorerOptions {
	/** The element that it fills. */
	readonly root: HTMLElement;
	readonly data: ExplorerData;
	readonly operations: Readonly<Record<string, OperationDescriptor>>;
	readonly requestValidators: Readonly<Record<string, RequestValidators>>;
	readonly connection: SandboxConnection;
	createCall(parts: ClientParts): CallOperation;
	/** The header of requests that are sent without the client. */
	readonly authorization?: string;
	readonly writers: readonly CallWriter[];
	/** The member of a payload that shows a parameter. */
	propertyNameFor(parameter: string): string;
	/** Before the addresses of pages of the site, such as `../`; without it, there are no links to them. */
	readonly site?: string;
	/** Whether the page is for watching what others do in the sandbox: that comes first then. */
	readonly isWatched?: boolean;
	/** Where the state of the sandbox and the history survive a reload: under this key of the tab's storage. */
	readonly storageKey?: string;
}

/** A request that was sent, with what came of it. */
export interface ShownExchange {
	/** In the history; undefined where it is not from there. */
	readonly id?: string;
	readonly operationId: string | undefined;
	readonly request: HttpRequest;
	/** Undefined where the connection was lost before one came. */
	readonly response: HttpResponse | undefined;
	/** Whether the body is whole. */
	readonly isCutOff: boolean;
	/** Milliseconds. */
	readonly elapsed: number;
}
