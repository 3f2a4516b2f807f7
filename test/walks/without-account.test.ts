import { expect, test } from "vitest";
import { blockWith, commandsOf } from "../support/documents.ts";
import { beginWalk } from "./walk.ts";

test("anyone without an account starts the sandbox, and sends a message to it", async () => {
	const walk = beginWalk("without-account");
	walk.clone();
	const [install, start] = commandsOf(blockWith("README.md", "npm ci\nnpm run sandbox"));
	expect(install).toBe("npm ci");
	const address = await walk.start(`${start} -- --port 0`, { cwd: "twilio-messages" });

	const { code, stdout } = await walk.run(blockWith("README.md", "--data-urlencode"), { address });
	expect(code).toBe(0);
	const [created, listed] = stdout.split(/(?<=\n?\})(?=\{)/).map((text) => JSON.parse(text));
	expect(created).toMatchObject(JSON.parse(blockWith("README.md", '"index"').code));
	expect(listed.messages).toEqual([created]);
});
