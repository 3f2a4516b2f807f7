import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { judgeHar } from "../../../src/core/contract/run/targets/har.ts";
import { api } from "../../../src/twilio/api.ts";
import { createContractPolicy } from "../../../src/twilio/contract/policy.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { ACCOUNT, CONVERSATION_MESSAGES, call, checkedSandbox } from "../sandbox/helpers.ts";

const PARTICIPANT = `MB${"c".repeat(32)}`;

/** Records a history: five messages, read in three pages; an edit, a deletion, and a receipt that moves on. */
async function recordHistory(): Promise<string> {
	const sandbox = checkedSandbox({ seed: { nonChatParticipants: { [PARTICIPANT]: { channel: "whatsapp" } } } });
	const urls: string[] = [];
	for (let number = 1; number <= 5; number++) {
		const { body } = await call(sandbox, "POST", CONVERSATION_MESSAGES, { Body: `message ${number}` });
		urls.push(body.url);
	}
	const [first = "", second = ""] = urls;
	let pages = 0;
	for (let next: string | null = `${CONVERSATION_MESSAGES}?PageSize=2`; next !== null; pages++) {
		const page: Awaited<ReturnType<typeof call>> = await call(sandbox, "GET", next);
		next = page.body.meta.next_page_url;
	}
	expect(pages).toBe(3);
	expect((await call(sandbox, "POST", first, { Body: "changed" })).body.body).toBe("changed");
	expect((await call(sandbox, "DELETE", second)).status).toBe(204);
	expect((await call(sandbox, "GET", second)).status).toBe(404);
	for (const status of ["sent", "delivered", "read"]) {
		const [receipt] = (await call(sandbox, "GET", `${first}/Receipts`)).body.delivery_receipts;
		sandbox.update({ account: ACCOUNT, path: new URL(receipt.url).pathname, values: { status } });
		expect((await call(sandbox, "GET", receipt.url)).body.status).toBe(status);
	}
	expect((await call(sandbox, "GET", first)).body.delivery).toMatchObject({ total: 1, read: "all" });
	return JSON.stringify(sandbox.har());
}

function judge(recording: string) {
	const file = join(temporaryFolder("history"), "history.har");
	writeFileSync(file, recording);
	return judgeHar(api, createContractPolicy(), [file], { strict: true });
}

test("a recorded history of a conversation conforms", async () => {
	const { verdict, findings } = await judge(await recordHistory());
	expect({ verdict, findings }).toEqual({ verdict: "conforms", findings: [] });
});

test.each([
	[/\\"status\\":\\"delivered\\"/g, '\\"status\\":\\"lost\\"', "/response/body/status"],
	[/\\"total\\":1/g, '\\"total\\":\\"1\\"', "/response/body/delivery/total"],
	[/\\"key\\":\\"delivery_receipts\\"/g, '\\"key\\":\\"receipts\\"', "/response/body/meta/key"],
	[/\\"body\\":\\"changed\\"/g, '\\"body\\":1', "/response/body/body"],
])("a history in which %s is %s does not", async (from, to, pointer) => {
	const recording = await recordHistory();
	const changed = recording.replace(from, to);
	expect(changed).not.toBe(recording);
	const { verdict, findings } = await judge(changed);
	expect(verdict).toBe("findings");
	expect(findings.map((finding) => finding.pointer)).toContain(pointer);
});
