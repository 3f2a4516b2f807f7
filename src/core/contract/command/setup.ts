import type { PatternComparer } from "../../compare/compare-rules.ts";
import type { GeneratedApi } from "../../operation/generated-api.ts";
import type { GeneratedWebhooks } from "../../operation/webhook.ts";
import type { ReportContext } from "../../report/format.ts";
import type { ReportInput } from "../../report/report-option.ts";
import type { ContractPolicy, WebhookMethod } from "../policy.ts";
import type { RunOptions } from "../run/run-options.ts";
import type { Target } from "../run/target.ts";
import type { Trust } from "../run/targets/node.ts";

/** The options and the environment that a target is created from. */
export interface TargetRequest extends Trust {
	readonly env: Readonly<Record<string, string | undefined>>;
	/** The given path parameters, by name or as `operationId.name`. */
	readonly parameters: Readonly<Record<string, string>>;
	/** Milliseconds to wait for a response. */
	readonly timeout: number;
	/** Whether writing is allowed to a target that is only read by default. */
	readonly write: boolean;
	readonly random: () => number;
	/** How a receiver of webhooks is called. */
	readonly methods?: readonly WebhookMethod[];
}

/** A target, and how to test a target of its kind. */
export interface ChosenTarget {
	readonly target: Target;
	/** Instead of the policy of the setup. */
	readonly policy?: ContractPolicy;
	readonly options?: Pick<RunOptions, "readOnly" | "maxRequests" | "cleanUp" | "concurrency">;
	/** Lines to print before the run: what it will do. */
	readonly announcement?: readonly string[];
	/** Is called after the run. */
	readonly close?: () => Promise<void>;
}

/** A target cannot be tested. The message is one line and says what to change. */
export class TargetError extends Error {
	override readonly name = "TargetError";
}

/** What the one who calls the command adds to it. */
export interface ContractExtras {
	/** How the command is called, for the help. */
	readonly usage: string;
	/** Finds the lines of the sources, if the sources are there. */
	locate?(): Promise<NonNullable<ReportContext["locate"]>>;
	/** Finds the files of the description, and those generated from it, which no report may replace. */
	keptFiles?(): Promise<readonly ReportInput[]>;
	/** Reads YAML, if a parser is there. */
	parseYaml?(text: string): unknown;
	/** Writes YAML, if a printer is there. */
	printYaml?(value: unknown): string;
	/** Compares patterns as languages, if there is something that can; without it, two different ones are incomparable. */
	readonly patterns?: PatternComparer;
}

/** What a vendor adds to the command. */
export interface ContractSetup extends ContractExtras {
	readonly api: GeneratedApi;
	readonly webhooks?: GeneratedWebhooks;
	readonly policy: ContractPolicy;
	/** The targets that have a name, the default one first. */
	readonly targets: Readonly<
		Record<string, { readonly description: string; create(request: TargetRequest): ChosenTarget | Promise<ChosenTarget> }>
	>;
	/** The target at an address. */
	at(url: string, request: TargetRequest): ChosenTarget | Promise<ChosenTarget>;
	/** The webhooks of the vendor, and the receiver of them at an address. Left out where none are described. */
	readonly receiver?: Pick<ContractSetup, "api" | "policy" | "at">;
	/** Lines of the help about the environment. */
	readonly environment: readonly string[];
}
