import { connect, type Socket } from "node:net";

/** A request to send again and again on each of some connections. */
export interface Load {
	readonly port: number;
	readonly request: string;
	readonly connections: number;
	readonly milliseconds: number;
}

/**
 * Sends the same request on every connection, and again after each response.
 *
 * @returns responses per second
 * @throws {Error} if a response does not have the expected status
 */
export async function measureRate({ port, request, connections, milliseconds }: Load, status: number): Promise<number> {
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
	const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
	setTimeout(() => {
		stopped = true;
	}, milliseconds);
	await Promise.all(sockets.map(drive));
	const seconds = (performance.now() - started) / 1000;
	for (const socket of sockets) socket.destroy();
	return responses / seconds;
}

function open(port: number): Promise<Socket> {
	return new Promise((done, fail) => {
		const socket = connect(port, "127.0.0.1", () => done(socket));
		socket.setNoDelay(true);
		socket.once("error", fail);
	});
}

/** The length of the whole response; undefined until its head is complete. */
function lengthOf(text: string): number | undefined {
	const head = text.indexOf("\r\n\r\n");
	if (head < 0) return undefined;
	const length = text.indexOf("content-length: ");
	return head + 4 + (length < 0 || length > head ? 0 : Number.parseInt(text.slice(length + 16, length + 26), 10));
}
