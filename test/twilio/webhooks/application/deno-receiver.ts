import { createFetchReceiver } from "./fetch-receiver.ts";
import { Moderator } from "./moderator.ts";

/** As much of Deno as is used. */
declare const Deno: {
	readonly args: readonly string[];
	serve(options: object, handler: (request: Request) => Promise<Response>): unknown;
};

const [authToken = ""] = Deno.args;
const moderator = new Moderator();
const receive = createFetchReceiver(moderator, authToken);

// The log is an address of its own, which only the test asks for.
const handler = async (request: Request) =>
	new URL(request.url).pathname === "/log" ? Response.json(moderator.log) : receive(request);

Deno.serve(
	{ hostname: "127.0.0.1", port: 0, onListen: ({ port }: { port: number }) => console.log(`http://127.0.0.1:${port}/`) },
	handler,
);
