import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { DRIFTS } from "../../test/twilio/contract/drifts/index.ts";
import { ON_DEMAND, sizeOfBundle, timeCallers, timeStarts, withBuiltClient } from "./client.ts";
import { injectDrifts } from "./contract.ts";
import { median, medianRatio } from "./measure.ts";
import { runNode } from "./process.ts";

const CALL_ROUNDS = 30;
const START_ROUNDS = 9;
/** Another tool needs a second for each drift: this many are enough for the table. `npm run bench -- contract` has all. */
const EVERY = 8;

/** A row of the table: what is measured of this project, of what people would use instead, and which that is. */
type Cells = readonly [subject: string, ours: string, theirs: string, instead: string];

/** Prints the table of the README in Markdown: this project beside what people would use instead, measured in one run. */
export async function benchReadme(): Promise<number> {
	const rows = [...(await withBuiltClient(measureClient)), ...(await measureInstall()), await measureDetection()];
	const [cpu] = cpus();
	const date = new Date().toISOString().slice(0, 10);
	console.log(
		`${date}, Node ${process.version} on ${process.platform}, ${cpus().length} × ${cpu?.model ?? "unknown processor"}\n`,
	);
	for (const row of [["", "twilio-messages", "instead", "with"], Array(4).fill("---"), ...rows])
		console.log(`| ${row.join(" | ")} |`);
	return 0;
}

/** The code of a bundle that holds a package's default export. */
function defaultOf(name: string): string {
	return `export { default } from "${name}";`;
}

async function measureClient(): Promise<Cells[]> {
	const times = await timeCallers(1, CALL_ROUNDS);
	const [ours, sdk, bare] = [times.client, times.sdk, times.bare].map((each) => `${median(each).toFixed(0)} µs`);
	const ratio = (theirs: readonly number[]) => `${medianRatio({ ours: times.client, theirs }).toFixed(2)} of its time`;
	const { empty, ...starts } = await timeStarts(START_ROUNDS);
	const start = (whole: number) => `${(whole - empty).toFixed(0)} ms`;
	const sdkSize = await sizeOfBundle(defaultOf("twilio"), [], "node");
	const fetchSize = await sizeOfBundle(defaultOf("openapi-fetch"));
	const lean = await sizeOfBundle('export { createLeanClient } from "./src/index.ts";', ON_DEMAND);
	const whole = await sizeOfBundle('export { createClient } from "./src/index.ts";', ON_DEMAND);
	return [
		["a call, one at a time", `${ours}, ${ratio(times.sdk)}`, `${sdk}`, versionOf("twilio")],
		["", `${ours}, ${ratio(times.bare)}`, `${bare}`, "plain `fetch`, without checks and retries"],
		["import and construct", start(starts.ours), start(starts.theirs), versionOf("twilio")],
		["bundle, minified and gzipped", kib(whole), kib(sdkSize), versionOf("twilio")],
		[
			"the same, without validation",
			kib(lean),
			kib(fetchSize),
			`${versionOf("openapi-fetch")}, which has no retries and no paging`,
		],
	];
}

const kib = (size: number) => `${size.toFixed(1)} KiB`;
const versionOf = (name: string) => `\`${name}\` ${lockOf(name)?.version}`;

/** Counts what an installation brings. */
async function measureInstall(): Promise<Cells[]> {
	const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
	const ours = new Set(Object.keys(dependencies).flatMap((name) => [...closureOf(name)]));
	return [["packages to install", String(ours.size + 1), String(closureOf("twilio").size), versionOf("twilio")]];
}

interface LockedPackage {
	readonly version: string;
	readonly dependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, LockedPackage> };

function lockOf(name: string): LockedPackage | undefined {
	return lock.packages[`node_modules/${name}`];
}

/** A package, and all that it depends on, each name once. */
function closureOf(name: string, found = new Set<string>()): Set<string> {
	if (found.has(name)) return found;
	found.add(name);
	for (const dependency of Object.keys(lockOf(name)?.dependencies ?? {})) closureOf(dependency, found);
	return found;
}

async function measureDetection(): Promise<Cells> {
	const outcomes = await injectDrifts(DRIFTS.filter((_, index) => index % EVERY === 0));
	const [caught, noticed] = [outcomes.filter(({ isCaught }) => isCaught), outcomes.filter(({ isNoticed }) => isNoticed)];
	const { stdout } = await runNode(["node_modules/@redocly/cli/bin/cli.js", "--version"]);
	const of = (found: readonly unknown[]) => `${found.length} of ${outcomes.length}`;
	return ["drifts of a server found in the same traffic", of(caught), of(noticed), `\`redocly drift\` ${stdout.trim()}`];
}
