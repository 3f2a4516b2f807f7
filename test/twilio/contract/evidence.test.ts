import { expect, test, vi } from "vitest";
import { createContractSandbox, type Send, sandboxTarget, testContract } from "../../../src/contract.ts";
import { Session } from "../../../src/core/contract/run/session.ts";
import { api } from "../../../src/twilio/api.ts";
import { createContractPolicy } from "../../../src/twilio/contract/policy.ts";
import { createBench } from "../../core/contract/support/altered.ts";
import { evidenceTests } from "../../core/contract/support/evidence-tests.ts";

evidenceTests("the vendor", createBench(api, createContractPolicy(), sandboxTarget(createContractSandbox())));

test("the limit of a header is tried by a request with the header", async () => {
	const target = sandboxTarget(createContractSandbox());
	const sent: (string | undefined)[] = [];
	const send: Send = (request) => {
		sent.push(request.headers["x-twilio-webhook-enabled"]);
		return target.send(request);
	};
	const only = ["limit createServiceConversationMessage header/X-Twilio-Webhook-Enabled enum"];
	const { cases } = await testContract({ target: { ...target, send }, only });
	expect(cases.map(({ outcome }) => outcome)).toEqual(["passed"]);
	expect(sent).toContain("false");
});

test("a case whose requests do not show its rule does not pass, and covers nothing", async () => {
	const original = Session.prototype.send;
	const spy = vi.spyOn(Session.prototype, "send").mockImplementation(function (this: Session, operationId, values = {}, options) {
		const { header: _, ...rest } = values;
		return original.call(this, operationId, rest, options);
	});
	try {
		const { cases, skips, coverage } = await testContract({ only: ["limit createServiceConversationMessage header"] });
		expect(cases).toEqual([]);
		expect(skips.map(({ reason }) => reason)).toEqual([
			"no request of createServiceConversationMessage had header/X-Twilio-Webhook-Enabled as the case needs it",
		]);
		expect(coverage.constraints.covered).toBe(0);
	} finally {
		spy.mockRestore();
	}
});
