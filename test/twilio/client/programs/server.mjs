// Answers every request with the documented message, and prints the port that it listens on. With TLS_KEY and TLS_CERT, encrypted.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";

const body = readFileSync("openapi/examples/conversation-message.response.json");
const headers = { "content-type": "application/json; charset=utf-8", "content-length": body.length };
const respond = (request, response) => {
	request.resume();
	response.writeHead(200, headers).end(body);
};
const { TLS_KEY: key, TLS_CERT: cert } = process.env;
const server = key ? createTlsServer({ key, cert }, respond) : createServer(respond);
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
