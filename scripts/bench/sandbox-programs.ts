import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

/** Writes the programs that run in processes of their own to a folder: bundled, as the package is. */
export function bundlePrograms(folder: string): void {
	buildSync({
		entryPoints: { command: resolve("scripts/sandbox.ts"), sandbox: resolve("src/sandbox.ts") },
		bundle: true,
		packages: "external",
		platform: "node",
		format: "esm",
		target: "node20",
		splitting: true,
		outdir: folder,
		outExtension: { ".js": ".mjs" },
		logLevel: "error",
	});
	writeFileSync(join(folder, "bare.mjs"), BARE);
	writeFileSync(join(folder, "memory.mjs"), MEMORY);
}

/** Sends the same response to every request. It is JSON in the first argument. */
const BARE = `
import { createServer } from "node:http";
const { status, headers, body } = JSON.parse(process.argv[2] ?? '{"status":200,"headers":{},"body":""}');
const server = createServer((request, response) => {
	const respond = () => {
		response.writeHead(status, headers);
		response.end(body);
	};
	if (request.method === "GET") respond();
	else {
		request.on("data", () => {});
		request.on("end", respond);
	}
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
`;

/** Prints the bytes of heap per item. Its arguments: the sandbox's module, a request, the number of items. */
const MEMORY = `
const [, , module, request, count] = process.argv;
const { createSandbox } = await import(module);
const sandbox = createSandbox({ record: 0 });
const create = (number) => {
	const { body, ...rest } = JSON.parse(request);
	return sandbox.handle({ ...rest, body: body + "&Attributes=" + encodeURIComponent(JSON.stringify({ number })) });
};
for (let number = 0; number < 1000; number++) create(number);
gc();
const before = process.memoryUsage().heapUsed;
for (let number = 0; number < Number(count); number++) create(number);
gc();
console.log((process.memoryUsage().heapUsed - before) / Number(count));
`;
