import type { GeneratedApi } from "../../operation/generated-api.ts";
import type { ReportContext } from "../../report/format.ts";
import type { ContractPolicy } from "../policy.ts";
import type { RunOptions } from "../run/run-options.ts";
import type { Target } from "../run/target.ts";

/** What a target is made from. */
export interface TargetRequest {
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Path parameters that were given, by name or as `operationId.name`. */
	readonly parameters: Readonly<Record<string, string>>;
	/** Milliseconds to wait for an answer. */
	readonly timeout: number;
	/** Whether writing was asked for, where that has to be asked for. */
	readonly write: boolean;
	readonly random: () => number;
}

/** A target, with what follows from its kind. */
export interface ChosenTarget {
	readonly target: Target;
	/** Instead of the policy of the setup. */
	readonly policy?: ContractPolicy;
	readonly options?: Pick<RunOptions, "readOnly" | "maxRequests" | "cleanUp" | "concurrency">;
	/** What will happen, to be told before it does. */
	readonly announcement?: readonly string[];
	/** Is called when the run is over. */
	readonly close?: () => Promise<void>;
}

/** A target that cannot be tested, for a reason that somebody can put right: one line. */
export class TargetError extends Error {
	override readonly name = "TargetError";
}

/** What a vendor adds to the command. */
export interface ContractSetup {
	/** How the command is called, for the help. */
	readonly usage: string;
	readonly api: GeneratedApi;
	readonly policy: ContractPolicy;
	/** Targets that have a name, the default one first. */
	readonly targets: Readonly<
		Record<string, { readonly what: string; create(request: TargetRequest): ChosenTarget | Promise<ChosenTarget> }>
	>;
	/** The target at an address. */
	at(url: string, request: TargetRequest): ChosenTarget | Promise<ChosenTarget>;
	/** Lines of the help about the environment. */
	readonly environment: readonly string[];
	/** Finds the lines of the sources, where they are at hand. */
	locate?(): Promise<NonNullable<ReportContext["locate"]>>;
	/** Reads YAML, where a reader of it is at hand. */
	parseYaml?(text: string): unknown;
}

/** Where the command writes to. */
export interface ContractContext {
	readonly out: (text: string) => void;
	readonly error: (line: string) => void;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Whether `out` can show colours, and `progress` a line that changes. */
	readonly colour: boolean;
	/** Replaces the last line; undefined where nobody watches. */
	readonly progress?: (line: string) => void;
}
