import type { CommandContext } from "../../src/core/command/command-context.ts";
import { defineCommand } from "../../src/core/command/define-command.ts";
import { paint } from "../../src/core/operation/paint.ts";
import { stripControlCharacters } from "../../src/core/operation/strip-control-characters.ts";
import { runProgram } from "../process/run-program.ts";

/** From the mildest on. */
const SEVERITIES = ["info", "low", "moderate", "high", "critical"];

/** Which packages are audited, and from which severity on a finding fails the command. */
const AUDITS = [
	{ packages: "run-time dependencies", options: ["--omit=dev"], failsFrom: "info" },
	// They read nobody else's input, so a finding that is moderate at most can wait for the next update.
	{ packages: "all dependencies", options: [], failsFrom: "high" },
] as const;

export const auditCommand = defineCommand({
	usage: "npm run audit --",
	description: `Asks the registry for known vulnerabilities of the dependencies. Any one of a run-time dependency is a finding, and
those of the others that are high or critical. A registry that does not answer such a request is reported, and no finding.`,
	options: {},
	exitCodes: "0 no finding, or the registry did not say; 1 findings; 2 could not run.",
	async run(_values, context) {
		const failed: boolean[] = [];
		for (const audit of AUDITS) failed.push(reportAudit(audit, await askNpm(audit.options), context));
		return failed.includes(true) ? 1 : 0;
	},
});

/** What `npm audit --json` prints. */
interface AuditReport {
	readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range?: string }>>;
	/** Why there is no report. */
	readonly message?: string;
	readonly error?: { readonly summary?: string };
}

/** @throws {Error} of the system if there is no npm */
async function askNpm(options: readonly string[]): Promise<AuditReport> {
	// An npm that is offline would report that nothing is known.
	const args = ["audit", "--json", "--offline=false", "--audit-level=none", ...options];
	const { stdout } = await runProgram("npm", args);
	try {
		return JSON.parse(stdout) as AuditReport;
	} catch {
		return { message: "npm printed no report" };
	}
}

/** Prints a line for each vulnerability. Returns whether there is a finding. */
function reportAudit({ packages, failsFrom }: (typeof AUDITS)[number], report: AuditReport, context: CommandContext): boolean {
	const { vulnerabilities, message, error } = report;
	if (vulnerabilities === undefined) {
		const reason = stripControlCharacters(message || error?.summary || "no reason given");
		context.error(`${paint(context, "yellow", "?")} ${packages}: not audited, because the registry did not answer (${reason})`);
		return false;
	}
	const known = Object.entries(vulnerabilities);
	const rank = (severity: string) => SEVERITIES.indexOf(severity);
	// A severity that npm adds one day counts.
	const fails = (severity: string) => rank(severity) < 0 || rank(severity) >= rank(failsFrom);
	for (const [name, { severity, range = "" }] of known) {
		const mark = fails(severity) ? paint(context, "red", "✗") : paint(context, "yellow", "·");
		context.out(`${mark} ${packages}: ${stripControlCharacters(`${name} ${range}`.trim())} (${severity})`);
	}
	if (known.length === 0) context.out(`${paint(context, "green", "✓")} ${packages}: no known vulnerability`);
	else context.out("  `npm audit` has the details.");
	return known.some(([, { severity }]) => fails(severity));
}
