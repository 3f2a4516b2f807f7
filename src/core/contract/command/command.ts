import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { CommandContext } from "../../command/command-context.ts";
import { type Command, defineCommand, recordOf, UsageError } from "../../command/define-command.ts";
import { requireFile } from "../../command/files.ts";
import { comparisonSubject } from "../../compare/report/baseline-subject.ts";
import type { ComparisonResult } from "../../compare/result.ts";
import { ProxyError } from "../../network/proxy-rule.ts";
import { randomFrom } from "../../operation/random.ts";
import { stripControlCharacters } from "../../operation/strip-control-characters.ts";
import type { BaselineEntry, BaselineSubject } from "../../report/baseline.ts";
import type { ReportFormat } from "../../report/format.ts";
import { goesToFile, rejectReplaced, usesStandardOutput } from "../../report/report-option.ts";
import { writeReports } from "../../report/write-reports.ts";
import { runSubject } from "../report/baseline-subject.ts";
import { REPORTS } from "../report/formats/index.ts";
import { type ContractResult, exitCodeOf } from "../report/result.ts";
import { planRun, runContract } from "../run/run.ts";
import type { RunOptions } from "../run/run-options.ts";
import { SelectionError, selectOperations } from "../run/selection.ts";
import { applyBaseline, readBaseline } from "./apply-baseline.ts";
import { compareFiles } from "./compare-files.ts";
import {
	CONTRACT_OPTIONS,
	type ContractValues,
	readAddress,
	readDocs,
	readMethods,
	readPathParameter,
	readReports,
	readServer,
	rejectContradictions,
	rejectUnusedOptions,
} from "./options.ts";
import { type ChosenTarget, type ContractSetup, TargetError, type TargetRequest } from "./setup.ts";

/** One call of the command. */
interface Invocation {
	readonly values: ContractValues;
	/** The file of each report, by name of the report. */
	readonly reports: ReadonlyMap<string, string>;
	/** The address of the documentation, if one is given. */
	readonly docs: string | undefined;
	/** The entries of the baseline, if one is named. */
	readonly baseline: readonly BaselineEntry[] | undefined;
	readonly setup: ContractSetup;
	readonly context: CommandContext;
}

/** The command that tests a target or a receiver of webhooks, judges a recording, or compares another description with ours. */
export function createContractCommand(setup: ContractSetup): Command<typeof CONTRACT_OPTIONS> {
	const targets = Object.entries(setup.targets).map(([name, { description }]) => `${name.padEnd(9)} ${description}`);
	const details = [...targets, "a URL     any server that serves these paths"];
	return defineCommand({
		usage: setup.usage,
		description: "Tests whether a server still does what its description says.",
		options: {
			...CONTRACT_OPTIONS,
			target: { ...CONTRACT_OPTIONS.target, default: Object.keys(setup.targets)[0] ?? "", details },
		},
		notes: setup.environment,
		exitCodes: "0 conforms; 1 findings; 2 could not run, ended before its last case, or proved nothing.",
		errors: [TargetError, SelectionError, ProxyError],
		async run(values, context, given) {
			rejectUnusedOptions(given);
			rejectContradictions(given);
			const { baseline: file, "update-baseline": update } = values;
			const reports = readReports(values);
			const docs = readDocs(values.docs, reports);
			if (goesToFile(reports)) rejectReplaced(reports, (await setup.keptFiles?.()) ?? []);
			const baseline = file === undefined ? undefined : readBaseline({ file, update });
			if (values.receiver !== undefined && setup.receiver === undefined)
				throw new UsageError("--receiver: no webhook is described");
			const tested = values.receiver === undefined ? setup : { ...setup, ...setup.receiver };
			return runInvocation({ values, reports, docs, baseline, setup: tested, context });
		},
	});
}

async function runInvocation(invocation: Invocation): Promise<number> {
	const { values, setup } = invocation;
	if (values.har.length > 0) return reportRun(await judgeFiles(values.har, invocation), invocation);
	if (values["vendor-spec"].length > 0) {
		const selected = values.tag.length === 0 ? setup : withTags(setup, values.tag);
		const warn = (line: string) => invocation.context.error(`--report overlay: ${line}`);
		const { result, formats } = compareFiles(values["vendor-spec"], invocation.reports, selected, warn);
		return report(result, comparisonSubject, formats, invocation);
	}
	const chosen = await chooseTarget(invocation);
	try {
		return await testTarget(chosen, invocation);
	} finally {
		await chosen.close?.();
	}
}

async function judgeFiles(
	files: readonly string[],
	{ values, setup, context: { progress } }: Invocation,
): Promise<ContractResult> {
	const { judgeHar } = await import("../run/targets/har.ts");
	const judging = judgeHar(setup.api, setup.policy, files, {
		strict: values.strict,
		servers: recordOf("server", values.server.map(readServer)),
		...(values.tag.length > 0 && { tags: values.tag }),
		...(progress && { onProgress: (read, size) => progress(`${Math.floor((100 * read) / size)} % read`) }),
	});
	return judging.catch((error) => {
		if ("syscall" in error) for (const file of files) requireFile("--har", file);
		throw error;
	});
}

async function testTarget(chosen: ChosenTarget, invocation: Invocation): Promise<number> {
	const { reports, setup, context } = invocation;
	const options = runOptionsOf(chosen, invocation);
	const policy = chosen.policy ?? setup.policy;
	if (invocation.values.list) {
		context.out(listCases(planRun(setup.api, policy, chosen.target, options)));
		return 0;
	}
	const announce = usesStandardOutput(reports) ? context.error : context.out;
	for (const line of chosen.announcement ?? []) announce(line);
	return reportRun(await runContract(setup.api, policy, chosen.target, options), invocation);
}

function runOptionsOf({ options = {} }: ChosenTarget, { values, reports, context: { progress } }: Invocation): RunOptions {
	const { only, operation, tag, seed, "max-requests": maxRequests = Number.POSITIVE_INFINITY } = values;
	return {
		...(only.length > 0 && { only }),
		...(operation.length > 0 && { operations: operation }),
		...(tag.length > 0 && { tags: tag }),
		bail: values.bail,
		strict: values.strict,
		concurrency: values.concurrency,
		...(seed !== undefined && { random: randomFrom(seed) }),
		keepExchanges: reports.has("har"),
		...options,
		// The limit of a target can be lowered, not lifted.
		maxRequests: Math.min(maxRequests, options.maxRequests ?? Number.POSITIVE_INFINITY),
		...(progress && { onCase: ({ id }, done, total) => progress(`${done}/${total} ${id}`) }),
	};
}

/** The API and its webhooks, as far as they have one of the tags. */
function withTags({ api, webhooks, ...setup }: ContractSetup, tags: readonly string[]): ContractSetup {
	const selected = selectOperations(api, { tags });
	const received = Object.entries(webhooks?.payloads.operations ?? {}).filter(([, payloads]) =>
		payloads.tags.some((tag) => tags.includes(tag)),
	);
	const ids = [...selected, ...received.map(([name]) => name)];
	const only = <Row>(rows: Readonly<Record<string, Row>>) =>
		Object.fromEntries(Object.entries(rows).filter(([id]) => ids.includes(id)));
	return {
		...setup,
		api: { ...api, operations: only(api.operations) },
		...(webhooks && { webhooks: { ...webhooks, operations: only(webhooks.operations) } }),
	};
}

/** The result with what the baseline knows of it, if there is a baseline, and what writes an updated one. */
function withBaseline<Result>(
	result: Result,
	subjectOf: (result: Result) => BaselineSubject<Result>,
	{ values, baseline }: Invocation,
): { readonly result: Result; write?(): void } {
	const { baseline: file, "update-baseline": update, only, operation, tag } = values;
	if (file === undefined || baseline === undefined) return { result };
	const isSelection = only.length > 0 || operation.length > 0 || tag.length > 0;
	const today = new Date().toISOString().slice(0, 10);
	return applyBaseline(subjectOf(result), baseline, { file, update, isSelection, today });
}

function reportRun(judged: ContractResult, invocation: Invocation): Promise<number> {
	return report(judged, runSubject, REPORTS, invocation);
}

/** Prints and writes every report, and returns the exit code. The sources are only read if there is something to locate. */
async function report<Result extends ContractResult | ComparisonResult>(
	judged: Result,
	subjectOf: (result: Result) => BaselineSubject<Result>,
	formats: Readonly<Record<string, ReportFormat<Result>>>,
	invocation: Invocation,
): Promise<number> {
	const { values, reports, setup, context } = invocation;
	const { result, write } = withBaseline(judged, subjectOf, invocation);
	const hasDeviations = ("findings" in result ? result.findings : result.differences).length > 0;
	context.progress?.("");
	const located = hasDeviations && setup.locate ? { locate: await setup.locate() } : {};
	const failure = result.verdict === "unreachable" ? describeFailure(result) : undefined;
	const known = { ...located, verbose: values.verbose, page: (operationId: string) => pageOf(operationId, invocation) };
	writeReports(result, formats, { reports, known, context, failure });
	write?.();
	return exitCodeOf(result);
}

/** The page of an operation or a webhook of ours on the documentation site. */
function pageOf(operationId: string, { docs, setup: { api, webhooks } }: Invocation): string | undefined {
	if (docs === undefined) return undefined;
	const isWebhook = Object.hasOwn(webhooks?.operations ?? {}, operationId);
	if (!isWebhook && !Object.hasOwn(api.operations, operationId)) return undefined;
	return `${docs}/${isWebhook ? "webhooks" : "operations"}/${encodeURIComponent(operationId)}.html`;
}

function describeFailure({ target, findings }: ContractResult): string {
	const reason = findings.find(({ check }) => check === "responded")?.received ?? "none";
	return stripControlCharacters(`${target}: no response (${reason})`);
}

async function chooseTarget({ values, setup, context: { env = {} } }: Invocation): Promise<ChosenTarget> {
	const { api, targets } = setup;
	const { target = "", receiver, timeout, ca, insecure, write, seed } = values;
	const request: TargetRequest = {
		env,
		parameters: recordOf(
			"param",
			values.param.map((text) => readPathParameter(text, api)),
		),
		timeout,
		ca: ca === undefined ? undefined : readCertificates(ca),
		insecure,
		write,
		random: seed === undefined ? Math.random : randomFrom(seed),
		methods: readMethods(values.method),
	};
	if (receiver !== undefined) return setup.at(readAddress("--receiver", receiver, "#"), request);
	const named = Object.hasOwn(targets, target) ? targets[target] : undefined;
	if (named !== undefined) return named.create(request);
	return setup.at(readAddress("--target", target, "?#", Object.keys(targets)), request);
}

/** @throws {UsageError} if the file cannot be read, or holds no certificate */
function readCertificates(file: string): string {
	try {
		const pem = readFileSync(file, "utf8");
		new X509Certificate(pem);
		return pem;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const reason = code === "ENOENT" ? "there is no such file" : `it cannot be read as one (${code})`;
		throw new UsageError(`--ca ${file}: expected a file of certificates (PEM): ${reason}`);
	}
}

function listCases({ cases, skips }: ReturnType<typeof planRun>): string {
	const width = Math.max(0, ...cases.map(({ id }) => id.length));
	const lines = cases.map(({ id, proves }) => `${id.padEnd(width)}  ${proves}`);
	return [...lines, ...skips.map(({ id, reason }) => `${id.padEnd(width)}  skipped: ${reason}`)].join("\n");
}
