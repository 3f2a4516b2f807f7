// Prints the longest pause of the event loop in milliseconds, while many items are changed and their journal is compacted. Its
// arguments: the modules of the sandbox and of its state file, the journal, a request that creates an item, the number of items.
import { existsSync, readFileSync } from "node:fs";

const [, , module, stateModule, file, request, count] = process.argv;
const { createSandbox } = await import(module);
const { keepState } = await import(stateModule);
const sandbox = createSandbox({ record: 0 });
const kept = await keepState(sandbox, file, (error) => {
	throw error;
});
const create = JSON.parse(request);
const turn = () => new Promise(setImmediate);
const isCompacting = () => existsSync(`${file}.new`);

/** Milliseconds so far, without those in which this thread waited for other processes to leave the processor (Linux). */
const OWN_TIMES = "/proc/thread-self/schedstat";
const waited = existsSync(OWN_TIMES) ? () => Number(readFileSync(OWN_TIMES, "utf8").split(" ")[1]) / 1e6 : () => 0;
const ownTime = () => performance.now() - waited();

const urls = [];
for (let number = 0; number < Number(count); number++) {
	urls.push(JSON.parse(sandbox.handle(create).body).url);
	if (number % 100 === 0) await turn();
}
while (isCompacting()) await turn();

/** Changes items until a compaction has begun and ended. */
let [longest, begun, ended] = [0, false, false];
for (let changes = 0; !ended; changes++) {
	const before = ownTime();
	sandbox.handle({ ...create, url: urls[(changes * 7919) % urls.length] });
	await turn();
	longest = Math.max(longest, ownTime() - before);
	ended = begun && !isCompacting();
	begun ||= isCompacting();
}
await kept.stop();
console.log(longest);
