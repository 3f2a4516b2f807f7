export type { CommandContext } from "./core/command/command-context.ts";
export { DescriptionFileError } from "./core/compare/description-file-error.ts";
export { COMPARISON_REPORTS as comparisonReports } from "./core/compare/report/index.ts";
export type {
	Bump,
	ComparisonResult,
	ComparisonVerdict,
	DescriptionDifference,
	DifferenceId,
	DifferingValues,
} from "./core/compare/result.ts";
export { TargetError } from "./core/contract/command/setup.ts";
export type { Exchange } from "./core/contract/exchange.ts";
export type { Finding, Severity } from "./core/contract/judge/finding.ts";
export type { Case, CaseKind, Skip } from "./core/contract/plan/case.ts";
export type { TargetCredentials, WebhookMethod } from "./core/contract/policy.ts";
export type { Coverage, Share } from "./core/contract/report/coverage.ts";
export { REPORTS as reports } from "./core/contract/report/formats/index.ts";
export type { JudgedResponse } from "./core/contract/report/judged-responses.ts";
export type { CaseResult, ContractResult, Report, RunDetails, Verdict } from "./core/contract/report/result.ts";
export { exitCodeOf } from "./core/contract/report/result.ts";
export type { RunOptions } from "./core/contract/run/run-options.ts";
export { type OperationSelection, SelectionError } from "./core/contract/run/selection.ts";
export type { Send, Target } from "./core/contract/run/target.ts";
export type { RecordingOptions } from "./core/contract/run/targets/har-judge.ts";
export type { RecordedServers } from "./core/contract/run/targets/recorded-servers.ts";
export type { SourcePosition } from "./core/operation/source-position.ts";
export type { BaselineMark } from "./core/report/baseline.ts";
export type { ReportContext, ReportFormat } from "./core/report/format.ts";
export { basicCredentials } from "./twilio/contract/credentials.ts";
export { type ReceiverOptions, testReceiver } from "./twilio/contract/receiver.ts";
export { runContractCommand } from "./twilio/contract/run-contract-command.ts";
export { createContractSandbox, sandboxTarget } from "./twilio/contract/targets.ts";
export { type ContractOptions, compareDescription, judgeRecording, testContract } from "./twilio/contract/test-contract.ts";
