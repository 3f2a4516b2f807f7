// Prints the bytes of heap per item. Its arguments: the sandbox's module, a request, the number of items.
const [, , module, request, count] = process.argv;
const { createSandbox } = await import(module);
const sandbox = createSandbox({ record: 0 });
const create = (number) => {
	const { body, ...rest } = JSON.parse(request);
	return sandbox.handle({ ...rest, body: `${body}&Attributes=${encodeURIComponent(JSON.stringify({ number }))}` });
};
for (let number = 0; number < 1000; number++) create(number);
gc();
const before = process.memoryUsage().heapUsed;
for (let number = 0; number < Number(count); number++) create(number);
gc();
console.log((process.memoryUsage().heapUsed - before) / Number(count));
