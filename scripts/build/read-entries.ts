/** The sources of what package.json exports from dist/lib/. */
export interface PackageEntries {
	/** Built to JavaScript: the entries that programs import, the command line, and the modules that only some runtimes load. */
	readonly scripts: readonly string[];
	/** Those of them that have declarations. */
	readonly typed: readonly string[];
	/** Generated files of JSON. */
	readonly data: readonly string[];
}

interface Manifest {
	readonly exports?: Readonly<Record<string, string | { readonly default: string }>>;
	readonly imports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
	readonly bin?: Readonly<Record<string, string>>;
}

/** @param manifest the content of package.json */
export function readEntries({ exports = {}, imports = {}, bin = {} }: Manifest): PackageEntries {
	const targets = Object.values(exports).map((target) => (typeof target === "string" ? target : target.default));
	const sourcesOf = (paths: readonly string[], ending: string, source: (name: string) => string) =>
		paths.flatMap((path) => {
			const name = /^(?:\.\/)?dist\/lib\/(.*)\.\w+$/.exec(path)?.[1];
			return name !== undefined && path.endsWith(ending) ? [source(name)] : [];
		});
	const typed = sourcesOf(targets, ".js", (name) => `src/${name}.ts`);
	const others = [...Object.values(imports).flatMap((conditions) => Object.values(conditions)), ...Object.values(bin)];
	return {
		typed,
		scripts: [...new Set([...typed, ...sourcesOf(others, ".js", (name) => `src/${name}.ts`)])],
		data: sourcesOf(targets, ".json", (name) => `generated/${name}.json`),
	};
}
