import type { HttpRequest, HttpResponse } from "../../operation/http.ts";
import type { TargetCredentials, WebhookMethod } from "../policy.ts";

/** Sends a request to the target. It throws or rejects if no response arrives. */
export type Send = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

/** A server to test. */
export interface Target {
	/** The name for reports. */
	readonly name: string;
	readonly send: Send;
	readonly credentials: TargetCredentials;
	/** The base URL of every operation; the operations' own servers when left out. */
	readonly baseUrl?: string;
	/** Values of path parameters, by name or as `operationId.name`. Other parameters get made-up values. */
	readonly parameters?: Readonly<Record<string, string>>;
	/**
	 * The target holds other resources too, and keeps those that cases create; false by default. Cases then run one at a time, and
	 * expect no list to hold their own items alone.
	 */
	readonly shared?: boolean;
	/** For a receiver of webhooks. Its address is the base URL. */
	readonly signing?: {
		/** The key of the signatures that it accepts. */
		readonly secret: string;
		readonly methods: readonly WebhookMethod[];
	};
}

/** The value that a target requires for a path parameter: given for one operation as `operationId.name`, or for all as `name`. */
export function givenParameter({ parameters = {} }: Target, operationId: string, name: string): string | undefined {
	return parameters[`${operationId}.${name}`] ?? parameters[name];
}
