/** A runtime that the package supports, as it comes from the npm registry. */
export interface SupportedRuntime {
	readonly name: string;
	/** The runner of this project needs Node; the others run a bundle of the tests. */
	readonly kind: "node" | "bun" | "deno" | "workerd";
	readonly version: string;
	/** The package for this platform. */
	readonly packageName: string;
	/** The executable in the package. */
	readonly executable: string;
}

/** The exact versions, in one place. */
const VERSIONS = {
	node20: "20.20.2",
	node22: "22.23.5",
	node24: "24.22.3",
	node26: "26.12.1",
	bun: "1.4.5",
	deno: "2.9.6",
	workerd: "1.20261117.1",
} as const;

/** @param platform as in `process.platform`. @param arch as in `process.arch`. A package that does not exist cannot be installed. */
export function listRuntimes(platform: string, arch: string): SupportedRuntime[] {
	const windows = platform === "win32";
	const ending = windows ? ".exe" : "";
	const aarch = arch === "arm64" ? "aarch64" : arch;
	const bits = arch === "x64" ? "64" : arch;
	const packages = {
		node: platform === "darwin" ? `node-bin-${platform}-${arch}` : `node-${windows ? "win" : platform}-${arch}`,
		bun: `@oven/bun-${windows ? "windows" : platform}-${aarch}`,
		deno: `@deno/${platform}-${arch}${platform === "linux" ? "-glibc" : ""}`,
		workerd: `@cloudflare/workerd-${windows ? "windows" : platform}-${bits}`,
	};
	const executables = { node: "bin/node", bun: "bin/bun", deno: "deno", workerd: "bin/workerd" };
	return Object.entries(VERSIONS).map(([name, version]) => {
		const kind = name.startsWith("node") ? "node" : (name as Exclude<SupportedRuntime["kind"], "node">);
		return { name, kind, version, packageName: packages[kind], executable: `${executables[kind]}${ending}` };
	});
}
