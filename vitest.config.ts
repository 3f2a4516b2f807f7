import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
	test: {
		include: ["test/**/*.test.ts"],
		// A test runs vitest in a copy of the project, which finds this file but has no such folder.
		globalSetup: [fileURLToPath(new URL("test/support/skipped-notice.ts", import.meta.url))],
		// Every core: most files wait for processes and browsers of their own for a part of their time.
		maxWorkers: "100%",
		testTimeout: 60_000,
		hookTimeout: 60_000,
		silent: false,
	},
});
