import type { CheckContext } from "../judge/check.ts";
import type { Resources } from "../plan/resources.ts";
import type { TargetCredentials } from "../policy.ts";
import type { Sender } from "./sender.ts";

/** Everything that the cases of a run share. */
export interface RunContext extends CheckContext {
	readonly resources: Resources;
	readonly credentials: TargetCredentials;
	readonly sender: Sender;
	/** The base URL of every operation; the operations' own servers when undefined. */
	readonly baseUrl: string | undefined;
	/** Values of path parameters, by name or as `operationId.name`. Other parameters get made-up values. */
	readonly parameters: Readonly<Record<string, string>>;
	/** The target holds other resources too, and keeps those that cases create. */
	readonly shared: boolean;
	/** Nothing may be created, changed or deleted. */
	readonly readOnly: boolean;
	/** Draws a number from 0 to below 1. */
	readonly random: () => number;
}
