/** Arguments of `node` that make it tell at its end, on standard error, how much memory it took at most. */
export const TELL_MEMORY = [
	"--import",
	'data:text/javascript,process.on("exit", () => console.error("rss=" + process.resourceUsage().maxRSS))',
];

/** Reads what `TELL_MEMORY` made a program tell: MiB, of its largest process. */
export function readPeakMemory(stderr: string): number {
	return Math.max(...[...stderr.matchAll(/^rss=(\d+)$/gm)].map(([, kilobytes]) => Number(kilobytes) / 1024));
}
