import { type OptionTable, type OptionValues, UsageError } from "../../command/define-command.ts";
import type { GeneratedApi } from "../../operation/generated-api.ts";
import { withoutSlash } from "../../operation/rebase-url.ts";
import { readReportOption } from "../../report/report-option.ts";
import type { WebhookMethod } from "../policy.ts";
import { REPORTS } from "../report/formats/index.ts";

/** The report that corrects another description. It applies to comparisons only. */
export const OVERLAY = "overlay";

const REPORT_NAMES: readonly string[] = [...Object.keys(REPORTS), OVERLAY];

export const CONTRACT_OPTIONS = {
	target: { type: "string", value: "name or URL", group: "What to test", help: "the server to test" },
	receiver: { type: "string", value: "URL", help: "test a receiver of webhooks instead: your own server" },
	method: { type: "string", value: "POST or GET", multiple: true, help: "how webhooks are sent to a receiver; POST by default" },
	har: { type: "string", value: "file", multiple: true, help: "judge recorded traffic; sends no request" },
	"vendor-spec": { type: "string", value: "file", multiple: true, help: "compare with another OpenAPI 3.0 or 3.1 description" },
	server: {
		type: "string",
		value: "URL=prefix",
		multiple: true,
		help: "in a recording, the address or path in the place of a described server",
	},
	param: { type: "string", value: "name=value", multiple: true, help: "a path parameter to use, also operationId.name=value" },
	write: { type: "boolean", help: "allow writing to a target that is only read by default" },
	list: { type: "boolean", group: "Which cases", help: "list the cases and what each proves; run none" },
	only: { type: "string", value: "text", multiple: true, help: "only cases whose id contains the text" },
	operation: { type: "string", value: "id", multiple: true, help: "only cases about the operation" },
	tag: {
		type: "string",
		value: "name",
		multiple: true,
		help: "only operations with the tag, also of a recording or a comparison",
	},
	bail: { type: "boolean", help: "stop after the first case that fails" },
	seed: { type: "string", value: "text", help: "repeat the identifiers of a run, at the same concurrency" },
	timeout: { type: "number", min: 1, max: 3_600_000, default: 10_000, group: "How", help: "milliseconds to wait for a response" },
	ca: { type: "string", value: "file", help: "trust these certificates, too (PEM)" },
	insecure: { type: "boolean", help: "trust every certificate: only for a server of your own" },
	concurrency: { type: "number", min: 1, max: 64, default: 4, help: "how many cases run at the same time" },
	"max-requests": { type: "number", min: 1, max: 1_000_000, help: "skip the rest after so many; the run is then incomplete" },
	strict: { type: "boolean", help: "also fail for undocumented members and absent optional headers" },
	baseline: { type: "string", value: "file", group: "Known deviations", help: "those of the file do not fail; new ones do" },
	"update-baseline": { type: "boolean", help: "write what is found to the baseline; reasons in it remain" },
	report: {
		type: "string",
		value: "name=file,…",
		multiple: true,
		group: "Reports",
		help: `${REPORT_NAMES.join(", ")}; without a file, to the standard output`,
	},
	docs: { type: "string", value: "URL", help: "the address of the documentation site, which the report html then links to" },
	verbose: { type: "boolean", help: "name every skip and everything that is not covered" },
} as const satisfies OptionTable;

export type ContractValues = OptionValues<typeof CONTRACT_OPTIONS>;

/** The options that apply if no request is sent, by the option that says so. */
const OFFLINE: Readonly<Record<string, readonly string[]>> = {
	har: ["har", "server", "tag", "baseline", "update-baseline", "report", "docs", "strict", "verbose"],
	"vendor-spec": ["vendor-spec", "tag", "baseline", "update-baseline", "report", "docs", "strict", "verbose"],
};

/** The options that do not apply to a receiver of webhooks. */
const TARGETS_ONLY = ["target", "param", "write", "har", "vendor-spec", "server"];

/** @throws {UsageError} if an option does not apply to a recording, to a comparison, to a receiver, or to anything else */
export function rejectUnusedOptions(given: readonly string[]): void {
	rejectUnusedByReceivers(given);
	const mode = Object.keys(OFFLINE).find((name) => given.includes(name));
	const unused = mode && given.find((name) => !OFFLINE[mode]?.includes(name));
	if (unused) throw new UsageError(`--${unused} does not apply to --${mode}, which sends no request`);
	if (mode === undefined && given.includes("server")) throw new UsageError("--server applies to recordings only: add --har");
}

function rejectUnusedByReceivers(given: readonly string[]): void {
	const ofTargets = given.includes("receiver") ? given.find((name) => TARGETS_ONLY.includes(name)) : undefined;
	if (ofTargets) throw new UsageError(`--${ofTargets} does not apply to --receiver`);
	if (given.includes("method") && !given.includes("receiver"))
		throw new UsageError("--method applies to receivers only: add --receiver");
}

/** Reads each `--method`. @throws {UsageError} */
export function readMethods(texts: readonly string[]): WebhookMethod[] {
	const methods = texts.map((text) => {
		const method = text.toUpperCase();
		if (method === "POST" || method === "GET") return method;
		throw new UsageError(`--method ${text}: expected POST or GET`);
	});
	return methods.length === 0 ? ["POST"] : [...new Set(methods)];
}

/** Reads one `--server`. @throws {UsageError} */
export function readServer(text: string): [server: string, place: string] {
	const [, server, place] = /^(https?:\/\/[^=?#]+)=((?:https?:\/)?\/[^?#]*)$/i.exec(text) ?? [];
	if (server === undefined || place === undefined) {
		const expected = "a described server, then = and the address or path that the recording has in its place";
		throw new UsageError(`--server ${text.replace(/(?<=\/\/)[^/=]*@/g, "")}: expected ${expected}`);
	}
	return [server, place];
}

/** @throws {UsageError} if an option has no meaning without another one, or beside it */
export function rejectContradictions(given: readonly string[]): void {
	if (!given.includes("baseline")) {
		if (given.includes("update-baseline"))
			throw new UsageError("--update-baseline: expected --baseline <file> beside it, got none");
	} else if (given.includes("bail")) {
		throw new UsageError("--bail does not apply to --baseline: it stops at the first finding, even a known one");
	}
}

/** The options that name files to read. */
const INPUTS = ["har", "vendor-spec", "baseline", "ca"] as const;

/** Reads `--report`. @throws {UsageError} also if a report would replace an input, or another report */
export function readReports(values: ContractValues): ReadonlyMap<string, string> {
	const inputs = INPUTS.flatMap((option) => [values[option] ?? []].flat().map((file) => ({ option: `--${option}`, file })));
	const reports = readReportOption(values.report, REPORT_NAMES, inputs);
	if (reports.has(OVERLAY) && values["vendor-spec"].length === 0) {
		throw new UsageError(`--report ${OVERLAY}: expected --vendor-spec <file> beside it, got none: an overlay corrects that file`);
	}
	return reports;
}

/** Reads `--docs`, without a slash at the end. @throws {UsageError} also if the address would put a password into the report */
export function readDocs(text: string | undefined, reports: ReadonlyMap<string, string>): string | undefined {
	if (text === undefined) return undefined;
	if (!reports.has("html"))
		throw new UsageError("--docs: expected --report html beside it, got none: no other report has links to it");
	const address = withoutSlash(readAddress("--docs", text, "?#"));
	if (new URL(address).username !== "") throw new UsageError("--docs: expected an address without user and password");
	return address;
}

/**
 * @param excluded the marks of the parts that the address must not have
 * @param names what may be given instead of an address
 * @throws {UsageError} if it is no address
 */
export function readAddress(option: string, text: string, excluded: "#" | "?#", names: readonly string[] = []): string {
	if (new RegExp(`^https?://[^${excluded}]+$`, "i").test(text) && URL.canParse(text)) return text;
	const withoutPassword = text.replace(/(?<=\/\/).*@/s, "");
	const parts = excluded === "#" ? "fragment" : "query and fragment";
	const expected = [names.join(", "), `an http(s) address without ${parts}`].filter(Boolean).join(" or ");
	throw new UsageError(`${option} ${withoutPassword}: expected ${expected}`);
}

/** Reads one `--param`. @throws {UsageError} */
export function readPathParameter(text: string, { operations }: GeneratedApi): [string, string] {
	const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
	if (name === undefined || value === undefined) throw new UsageError(`--param ${text}: expected name=value`);
	const known = Object.entries(operations).flatMap(([operationId, { parameters }]) =>
		Object.entries(parameters)
			.filter(([, parameter]) => parameter.in === "path")
			.map(([parameter]) => [parameter, `${operationId}.${parameter}`] as const),
	);
	if (!known.flat().includes(name)) {
		const names = [...new Set(known.map(([parameter]) => parameter))];
		throw new UsageError(`--param ${name}: expected one of ${names.join(", ")}, or operationId.name`);
	}
	return [name, value];
}
