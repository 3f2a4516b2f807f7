// Prints the bytes of heap that a call of the named program allocates, also those that are collected meanwhile.
import { Session } from "node:inspector/promises";

const [name, count] = process.argv.slice(2);
const { call } = await import(`./${name}.mjs`);

async function make(calls) {
	for (let made = 0; made < calls; made++) await call();
}

// Until the compiler is done.
await make(3000);
const session = new Session();
session.connect();
await session.post("HeapProfiler.startSampling", {
	samplingInterval: 512,
	includeObjectsCollectedByMajorGC: true,
	includeObjectsCollectedByMinorGC: true,
});
await make(Number(count));
const { profile } = await session.post("HeapProfiler.stopSampling");
const sizeOf = ({ selfSize, children }) => children.reduce((sum, child) => sum + sizeOf(child), selfSize);
console.log(sizeOf(profile.head) / Number(count));
// The connections of some clients stay open for a while.
process.exit();
