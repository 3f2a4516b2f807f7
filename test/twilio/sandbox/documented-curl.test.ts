import { expect, test } from "vitest";
import { runShell } from "../../support/process.ts";
import { checkedSandbox } from "./helpers.ts";

const curlIsThere = (await runShell("curl --version")).code === 0;

/** As the reference pages print them; only the address is another, and stands for the placeholders in it. */
const CREATE = `curl \\
 --request POST '{address}/v1/Services/IS11111111111111111111111111111111/Conversations/CH22222222222222222222222222222222/Messages' \\
 --user "username:password" \\
 --header "Content-Type: application/x-www-form-urlencoded" \\
 --header "X-Twilio-Webhook-Enabled: true" \\
 --data 'Body=Hello&Author=message+author&Attributes=%7B+%22importance%22%3A+%22high%22+%7D&DateCreated=2015-12-16T22%3A18%3A37Z&DateUpdated=2015-12-16T22%3A18%3A38Z'`;

const FETCH = `curl \\
 --request GET '{address}/v1/Conversations/CH22222222222222222222222222222222/Messages/{sid}' \\
 --user "username:password"`;

// Without curl there is nothing to run; CI has it.
test.skipIf(!curlIsThere)("the documented curl commands work word for word but for the address", async () => {
	const sandbox = checkedSandbox();
	const { url, close } = await sandbox.listen();
	try {
		const created = await shell(CREATE.replace("{address}", url));
		expect(created).toMatchObject({
			body: "Hello",
			author: "message author",
			attributes: '{ "importance": "high" }',
			date_created: "2015-12-16T22:18:37Z",
			date_updated: "2015-12-16T22:18:38Z",
			url: `${url}/v1/Services/IS${"1".repeat(32)}/Conversations/CH${"2".repeat(32)}/Messages/${created.sid}`,
		});
		const fetched = await shell(FETCH.replace("{address}", url).replace("{sid}", created.sid));
		expect(fetched).toMatchObject({ sid: created.sid, body: "Hello" });
	} finally {
		await close();
	}
});

async function shell(command: string) {
	const { stdout, stderr } = await runShell(`${command} --silent --show-error`);
	expect(stderr).toBe("");
	return JSON.parse(stdout);
}
