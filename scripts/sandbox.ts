import { runSandbox } from "../src/sandbox.ts";

let stop = () => process.exit(0);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
	// The second signal is from somebody who will not wait.
	process.once(signal, () => {
		process.once(signal, () => process.exit(130));
		stop();
	});
}

// Whoever reads along may stop reading, as `head` does; that is no reason to stop serving.
process.stdout.on("error", () => {});

process.exitCode = await runSandbox(
	process.argv.slice(2),
	{
		out: (line) => console.log(line),
		error: (line) => console.error(line),
		onStop: (callback) => {
			stop = callback as () => never;
		},
	},
	"npm run sandbox --",
);
