// Answers every request with the documented message, and prints the port that it listens on.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const body = readFileSync("openapi/examples/conversation-message.response.json");
const headers = { "content-type": "application/json; charset=utf-8", "content-length": body.length };
const server = createServer((request, response) => {
	request.resume();
	response.writeHead(200, headers).end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
