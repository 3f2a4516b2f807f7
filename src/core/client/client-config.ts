import type { ProxyRule } from "../network/proxy-rule.ts";
import type { GeneratedApi } from "../operation/generated-api.ts";
import type { ErrorDetails } from "./api-error.ts";

/** The operations of a service, and everything that is particular to it. */
export interface ClientConfig {
	/** The function that errors about options name. */
	readonly subject: string;
	readonly operations: GeneratedApi["operations"];
	/** The value of the header `Authorization`. It is sent to the operations' servers, or to `baseUrl`, and nowhere else. */
	readonly authorization: string;
	/** Texts that must not be printed, by the name to print instead. */
	readonly secrets: Readonly<Record<string, string>>;
	readonly userAgent: string;
	/** The proxy of the environment. Only the transport of Node uses it. */
	readonly environmentProxy?: ProxyRule | undefined;
	/** The response header that holds the service's name for a request. */
	readonly requestIdHeader: string;
	/** Maps the documented server of an operation to the one in use, such as another region's. */
	readonly resolveServer: (server: string) => string;
	/** Reads the body of an error: parsed if it is JSON, otherwise its text. */
	readonly readError: (body: unknown) => ErrorDetails;
}
