/** Arguments of `node` that make it print its peak memory on standard error when it exits. */
export const REPORT_MEMORY = [
	"--import",
	'data:text/javascript,process.on("exit", () => console.error("rss=" + process.resourceUsage().maxRSS))',
];

/** Reads from standard error what `REPORT_MEMORY` made a program print: MiB, of its largest process. */
export function readPeakMemory(stderr: string): number {
	return Math.max(...[...stderr.matchAll(/^rss=(\d+)$/gm)].map(([, kilobytes]) => Number(kilobytes) / 1024));
}
