import type { ContractSetup } from "./setup.ts";

/** What `--help` prints. */
export function help({ usage, targets, environment }: ContractSetup, reports: readonly string[]): string {
	const named = Object.entries(targets).map(([name, { what }]) => `                           ${name.padEnd(9)} ${what}`);
	return `Usage: ${usage} [options]

Tells whether a server still does what its description says.

What to test:
  --target <name or URL>   ${Object.keys(targets)[0]} by default
${named.join("\n")}
                           a URL     any server that speaks these paths
  --har <file>             judge recorded traffic; no request is sent
  --vendor-spec <file>     compare with another OpenAPI 3.0 or 3.1 description (repeatable)
  --param <name=value>     a path parameter to use instead of a made-up one, also operationId.name=value (repeatable)
  --write                  allow writing, where that is not a matter of course

Which cases:
  --list                   list the cases, and what each proves; run none
  --only <text>            only cases whose id contains the text (repeatable)
  --operation <id>         only cases about the operation (repeatable)
  --bail                   stop after the first case that fails
  --seed <text>            make up the same identifiers again, at the same concurrency

How:
  --timeout <ms>           for each answer; 10000 by default
  --concurrency <n>        cases at the same time; 4 by default
  --max-requests <n>       skip what is left when so many were sent; the run is then incomplete
  --strict                 also fail for what is undocumented, or documented as optional and absent

Reports:
  --report <name=file,…>   ${reports.join(", ")}; without a file, or with -, to the standard output
  --verbose                name every skip and everything that is not covered

${environment.join("\n")}

Exit codes: 0 conforms; 1 findings; 2 could not run, ended before its last case, or proved nothing.`;
}
