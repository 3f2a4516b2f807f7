// Sends the same response to every request. It is JSON in the first argument.
import { createServer } from "node:http";

const { status, headers, body } = JSON.parse(process.argv[2] ?? '{"status":200,"headers":{},"body":""}');
const server = createServer((request, response) => {
	const respond = () => {
		response.writeHead(status, headers);
		response.end(body);
	};
	if (request.method === "GET") respond();
	else {
		request.on("data", () => {});
		request.on("end", respond);
	}
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
