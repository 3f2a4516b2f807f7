import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";

/** Listens, and never accepts: its thread sleeps. */
const SLEEPER = `
const { parentPort } = require("node:worker_threads");
const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
	parentPort.postMessage(server.address().port);
	setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 20);
});`;

/** The port of a server whose queue of connections is full, so that none is established. */
export async function startFullServer(): Promise<number> {
	const worker = new Worker(SLEEPER, { eval: true });
	const sockets: Socket[] = [];
	onTestFinished(async () => {
		for (const socket of sockets) socket.destroy();
		await worker.terminate();
	});
	const port = await new Promise<number>((resolve) => worker.once("message", resolve));
	await new Promise((resolve) => setTimeout(resolve, 60));
	for (let full = false; !full; ) {
		const socket = connect(port, "127.0.0.1").on("error", () => {});
		sockets.push(socket);
		full = await new Promise<boolean>((resolve) => {
			socket.once("connect", () => resolve(false));
			setTimeout(() => resolve(socket.connecting), 150);
		});
	}
	return port;
}
