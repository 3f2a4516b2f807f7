// Makes calls of the named program, so many of them in flight at any time, whenever it reads a line. Prints the microseconds of a
// call, and those of the processor, all threads of this process together.
import { createInterface } from "node:readline";

const [name, calls, inFlight] = process.argv.slice(2);
const { createCall } = await import(`./${name}.mjs`);
const call = createCall(process.env.BASE_URL);

for await (const _ of createInterface(process.stdin)) {
	let left = Number(calls);
	const work = async () => {
		while (left-- > 0) await call();
	};
	const [started, used] = [performance.now(), process.cpuUsage()];
	await Promise.all(Array.from({ length: Number(inFlight) }, work));
	const elapsed = (performance.now() - started) * 1000;
	const { user, system } = process.cpuUsage(used);
	console.log(JSON.stringify({ elapsed: elapsed / calls, processor: (user + system) / calls }));
}
// The connections of some clients stay open for a while.
process.exit();
