import { once } from "node:events";
import { connect, type Socket } from "node:net";

export const CONNECTIONS = 32;

/**
 * Sends the same request on every connection for 700 milliseconds, again after each response.
 *
 * @returns responses per second
 * @throws {Error} if a response does not have the expected status
 */
export async function measureRate(port: number, request: string, status: number): Promise<number> {
	let [responses, stopped] = [0, false];
	const bytes = Buffer.from(request);
	const started = performance.now();
	const drive = (socket: Socket) =>
		new Promise<void>((done, fail) => {
			let pending = "";
			socket.on("error", fail);
			socket.on("data", (chunk) => {
				const text = chunk.toString("latin1");
				pending = pending === "" ? text : pending + text;
				const end = lengthOf(pending);
				if (end === undefined || pending.length < end) return;
				if (!pending.startsWith(`HTTP/1.1 ${status} `)) fail(new Error(`expected ${status}, got ${pending.slice(0, 300)}`));
				pending = pending.length === end ? "" : pending.slice(end);
				responses++;
				if (!stopped) socket.write(bytes);
				else done();
			});
			socket.write(bytes);
		});
	const sockets = Array.from({ length: CONNECTIONS }, () => connect({ port, host: "127.0.0.1", noDelay: true }));
	await Promise.all(sockets.map((socket) => once(socket, "connect")));
	setTimeout(() => {
		stopped = true;
	}, 700);
	await Promise.all(sockets.map(drive));
	const seconds = (performance.now() - started) / 1000;
	for (const socket of sockets) socket.destroy();
	return responses / seconds;
}

/** The length of the whole response; undefined until its head is complete. */
function lengthOf(text: string): number | undefined {
	const head = text.indexOf("\r\n\r\n");
	if (head < 0) return undefined;
	const length = text.indexOf("content-length: ");
	return head + 4 + (length < 0 || length > head ? 0 : Number.parseInt(text.slice(length + 16, length + 26), 10));
}
