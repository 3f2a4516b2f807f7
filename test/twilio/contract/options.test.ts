import { expect, test } from "vitest";
import { judgeRecording, testContract, testReceiver } from "../../../src/contract.ts";
import { createSandbox } from "../../../src/sandbox.ts";

// Callers in JavaScript have no compiler: what is misspelt would test another target than theirs.
const call = (tested: (options: never) => unknown, options: unknown) => async () => tested(options as never);

test.each<[name: string, call: () => Promise<unknown>, message: string]>([
	[
		"a misspelt option",
		call(testContract, { targett: "http://127.0.0.1:1" }),
		"testContract: targett is not known; did you mean target?",
	],
	["a misspelt time", call(testContract, { tiemout: 1 }), "testContract: tiemout is not known; did you mean timeout?"],
	["a target that is no URL", call(testContract, { target: "nope" }), "target: expected an http(s) URL"],
	["a target that is a number", call(testContract, { target: 5 }), "target: expected an http(s) URL"],
	["a target that cannot send", call(testContract, { target: {} }), "target: expected an http(s) URL"],
	["a time without length", call(testContract, { timeout: -1 }), "timeout: expected a number of milliseconds"],
	[
		"operations that are no list",
		call(testContract, { operations: "listMessages" }),
		"operations: expected a list of names, got a string",
	],
	["null", call(testContract, null), "testContract: expected an object of options, got null"],
	["a receiver without an address", call(testReceiver, { authToken: "t" }), "url: expected the http(s) URL of the receiver"],
	["a receiver that is no server", call(testReceiver, { url: "u:p@x", authToken: "t" }), "url: expected the http(s) URL of the"],
	["a receiver without a token", call(testReceiver, { url: "http://127.0.0.1:1" }), "authToken: expected a token, got none"],
	[
		"a misspelt option of a receiver",
		call(testReceiver, { url: "http://127.0.0.1:1", authToken: "t", method: "GET" }),
		"did you mean methods?",
	],
	[
		"a recording that is none",
		call(judgeRecording, {}),
		"judgeRecording: expected the path of a file, or several, got an object",
	],
	["a misspelt option of a sandbox", call(createSandbox, { seeds: {} }), "createSandbox: seeds is not known; did you mean seed?"],
	["a misspelt setting", call(createSandbox, { unknownField: "refuse" }), "did you mean unknownFields?"],
	["no options of a sandbox", call(createSandbox, null), "createSandbox: expected an object of options, got null"],
	["a misspelt option of listen", call(createSandbox().listen, { prot: 1 }), "listen: prot is not known; did you mean port?"],
	["a port that is a text", call(createSandbox().listen, { port: "4011x" }), "port: expected a whole number from 0 to 65535"],
	["a port that is too high", call(createSandbox().listen, { port: 99_999 }), "port: expected a whole number from 0 to 65535"],
])("%s rejects, and names the option", async (_, called, message) => {
	await expect(called()).rejects.toThrow(message);
});
