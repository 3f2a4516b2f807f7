// Prints the bytes of heap in use after the first calls and after all of them. Run with --expose-gc.
import { call } from "./client.mjs";

const [first, all] = process.argv.slice(2).map(Number);

async function make(count) {
	for (let made = 0; made < count; made += 32) await Promise.all(Array.from({ length: 32 }, call));
	// The least of some looks, as the runtime cleans up late what finalizers hold.
	let least = Number.POSITIVE_INFINITY;
	for (let look = 0; look < 10; look++) {
		await new Promise((resolve) => setTimeout(resolve, 50));
		globalThis.gc();
		least = Math.min(least, process.memoryUsage().heapUsed);
	}
	return least;
}

console.log(await make(first), await make(all - first));
