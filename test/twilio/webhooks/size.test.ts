import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("a receiver adds at most 3 KB to a bundle, and loads the examples on demand", async () => {
	const { outputFiles } = await build({
		entryPoints: ["src/webhooks.ts"],
		bundle: true,
		minify: true,
		format: "esm",
		platform: "neutral",
		external: ["./make-request.ts"],
		write: false,
	});
	const code = outputFiles[0]?.contents ?? new Uint8Array();
	expect(code.length).toBeGreaterThan(5_000);
	expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(3 * 1024);
});
