import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { ErrorFacts } from "./api-error.ts";
import type { DriftWatch } from "./drift.ts";
import type { ClientOptions } from "./options.ts";
import type { RequestCheck } from "./prepare.ts";

/** What a client is made of: the operations, what is particular to the service, and the checks that it can do. */
export interface ClientSetup {
	/** The function that errors about options name. */
	readonly subject: string;
	readonly operations: Readonly<Record<string, OperationDescriptor>>;
	/** The value of the header `Authorization`. It goes to the operations' servers, or to `baseUrl`, and nowhere else. */
	readonly authorization: string;
	/** What must not be printed, by the name to print instead. */
	readonly secrets: Readonly<Record<string, string>>;
	readonly userAgent: string;
	/** The header with the service's name for a request. */
	readonly requestIdHeader: string;
	/** Where an operation's server is to be found, such as another region's. */
	readonly resolveServer: (server: string) => string;
	/** Reads the body of an error, parsed if it is JSON and text if not. */
	readonly readError: (body: unknown) => ErrorFacts;
	/** Makes the check of requests. Without it, their values are not checked. */
	readonly createRequestCheck?: (setup: ClientSetup, unenforced: ClientOptions["unenforced"]) => RequestCheck;
	/** Loads the check of answers. It is asked for only where answers are to be checked. */
	readonly loadDriftWatch?: () => Promise<DriftWatch>;
}
