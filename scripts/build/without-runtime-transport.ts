import { dirname, resolve } from "node:path";
import type { Plugin } from "esbuild";

/** Makes a bundle of sources for runtimes other than Node, as the `imports` of package.json do for the package. */
export const withoutRuntimeTransport: Plugin = {
	name: "without-runtime-transport",
	setup({ onResolve }) {
		onResolve({ filter: /\/runtime-transport\.ts$/ }, ({ path, resolveDir }) => ({
			path: resolve(resolveDir, dirname(path), "no-runtime-transport.ts"),
		}));
	},
};
