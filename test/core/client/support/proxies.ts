import { createServer, request, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect } from "node:net";
import type { Certificate } from "../../../support/certificate.ts";
import { listen } from "../../../support/servers.ts";

/** A proxy that resolves every host to this machine, and notes what it is asked for. */
export async function startProxy(certificate?: Certificate, status = 200) {
	const asked: string[] = [];
	const server: Server = certificate ? createTlsServer(certificate) : createServer();
	server.on("request", (incoming, response) => {
		const { method, url = "", headers } = incoming;
		asked.push(`${method} ${url} ${headers["proxy-authorization"] ?? ""}`.trim());
		if (status !== 200) return response.writeHead(status).end();
		const { port, pathname } = new URL(url);
		const forwarded = request({ host: "127.0.0.1", port, path: pathname, method, headers }, (answer) =>
			answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers)),
		);
		return incoming.pipe(forwarded.on("error", () => response.destroy()));
	});
	server.on("connect", ({ url = "", headers }, socket) => {
		asked.push(`CONNECT ${url} ${headers["proxy-authorization"] ?? ""}`.trim());
		if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
		const target = connect(Number(url.split(":").at(-1)), "127.0.0.1", () => {
			socket.write("HTTP/1.1 200 OK\r\n\r\n");
			target.pipe(socket).pipe(target);
		});
		for (const [end, other] of [
			[socket, target],
			[target, socket],
		] as const) {
			end.on("error", () => {}).on("close", () => other.destroy());
		}
		return undefined;
	});
	return { port: (await listen(server)).port, asked, server };
}
