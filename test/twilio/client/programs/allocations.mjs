// Prints the bytes of heap that a call of the named program allocates. Run with --expose-gc and a --max-semi-space-size that holds
// all of them, so that nothing is collected meanwhile.
const [name, count] = process.argv.slice(2);
const { call } = await import(`./${name}.mjs`);

async function make(calls) {
	for (let made = 0; made < calls; made++) await call();
}

await make(500);
globalThis.gc();
const before = process.memoryUsage().heapUsed;
await make(Number(count));
console.log((process.memoryUsage().heapUsed - before) / Number(count));
// The connections of some clients stay open for a while.
process.exit();
