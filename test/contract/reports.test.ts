import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, onTestFinished, test } from "vitest";
import { CHECKS } from "../../src/contract/checks/index.ts";
import {
	basicCredentials,
	type ContractResult,
	createContractSandbox,
	reports,
	sandboxTarget,
	testContract,
} from "../../src/contract.ts";
import { launchBrowser, noBrowser, openPage } from "../docs/browser.ts";
import { readXml } from "./xml.ts";

const locate = (pointer: string) => ({ file: `openapi/${pointer.split("/").at(-1)}.yaml`, line: 7, column: 3 });

/** A run with many findings. */
async function faulty(): Promise<ContractResult> {
	const sandbox = createContractSandbox();
	sandbox.inject({ drift: "retyped:/index" });
	sandbox.inject({ drift: "undocumented:/<b>|*x*](javascript:1)", operationId: "fetchChannelMessage" });
	sandbox.inject({ drift: "missing:/meta/key" });
	return testContract({ target: sandboxTarget(sandbox), keepExchanges: true });
}

const result = await faulty();
const write = (name: string, of = result, context = { locate }) => reports[name]?.(of, context) ?? "";

test("SARIF keeps its schema, and names file and line", () => {
	const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync("test/contract/schemas/sarif-2.1.0.json", "utf8"));
	const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
	const log = JSON.parse(write("sarif"));
	expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
	const [run] = log.runs;
	expect(run.results.length).toBe(result.findings.length);
	for (const { ruleId, ruleIndex, locations } of run.results) {
		expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
		expect(locations[0].physicalLocation.region).toEqual({ startLine: 7, startColumn: 3 });
	}
	expect(validate({ ...log, version: "1" })).toBe(false);
});

/** What the JUnit schema of Jenkins' xUnit plugin allows: elements with their attributes and children. */
const JUNIT: Readonly<Record<string, { attributes: readonly string[]; children: readonly string[] }>> = {
	testsuites: { attributes: ["name", "time", "tests", "failures", "disabled", "errors"], children: ["testsuite"] },
	testsuite: {
		attributes: ["name", "tests", "failures", "errors", "time", "disabled", "skipped", "timestamp", "hostname", "id", "package"],
		children: ["properties", "testcase", "system-out", "system-err"],
	},
	testcase: {
		attributes: ["name", "assertions", "time", "classname", "status"],
		children: ["skipped", "error", "failure", "system-out", "system-err"],
	},
	failure: { attributes: ["message", "type"], children: [] },
	skipped: { attributes: ["message", "type"], children: [] },
};

test("JUnit keeps its schema, and its counts are right", () => {
	const elements = readXml(write("junit"));
	for (const { name, attributes, parent } of elements) {
		expect(Object.keys(JUNIT)).toContain(name);
		expect(Object.keys(attributes).filter((key) => !JUNIT[name]?.attributes.includes(key))).toEqual([]);
		if (parent !== undefined) expect(JUNIT[parent.name]?.children).toContain(name);
	}
	const count = (name: string) => elements.filter((element) => element.name === name).length;
	const [root] = elements;
	expect(root?.attributes["tests"]).toBe(String(count("testcase")));
	expect(count("testcase")).toBe(result.cases.length + result.skips.length);
	const failed = new Set(elements.filter(({ name }) => name === "failure").map(({ parent }) => parent));
	expect(root?.attributes["failures"]).toBe(String(failed.size));
	for (const suite of elements.filter(({ name }) => name === "testsuite")) {
		const own = elements.filter(({ name, parent }) => name === "testcase" && parent === suite);
		expect(suite.attributes["tests"]).toBe(String(own.length));
		const failing = own.filter((one) => failed.has(one));
		expect(suite.attributes["failures"]).toBe(String(failing.length));
	}
});

test("markdown stays markdown, whatever the server sends", async () => {
	const { default: MarkdownIt } = await import("markdown-it");
	const html = new MarkdownIt({ html: true, linkify: true }).render(write("markdown"));
	expect(html).not.toMatch(/<b>|<a |javascript:1"/);
	expect(html.match(/<tr>/g)?.length).toBe(result.findings.length + 1);
});

test("annotations are one line each, and no line of the server's is a command", () => {
	const hostile = { ...result, findings: result.findings.map((finding) => ({ ...finding, received: "x\n::error::forged" })) };
	const lines = write("annotations", hostile).trimEnd().split("\n");
	expect(lines.length).toBe(result.findings.length);
	expect(
		lines.every((line) => /^::(?:error|notice) file=openapi\/[^:]*,line=7,col=3,title=contract%3A [\w-]+::/.test(line)),
	).toBe(true);
	expect(lines.some((line) => line.startsWith("::error::forged"))).toBe(false);
});

test("JSON tells everything of a finding, and an HTTP archive every exchange", () => {
	const { findings, verdict } = JSON.parse(write("json"));
	expect(verdict).toBe("findings");
	expect(findings.length).toBe(result.findings.length);
	for (const finding of findings) {
		expect(Object.keys(finding)).toEqual(
			expect.arrayContaining([
				"check",
				"severity",
				"operationId",
				"pointer",
				"documented",
				"received",
				"source",
				"location",
				"case",
				"curl",
			]),
		);
		expect(CHECKS.map(({ id }) => id)).toContain(finding.check);
	}
	expect(JSON.parse(write("har")).log.entries.length).toBe(result.requests);
});

test("the terminal shows both sides, the place in the sources, and a curl line", () => {
	const [first] = result.findings;
	const text = write("terminal");
	expect(text).toContain(`documented  ${first?.documented}`);
	expect(text).toContain(`received    ${first?.received}`);
	expect(text).toMatch(/openapi\/\w+\.yaml:7:3/);
	expect(text).toContain(`curl -i`);
	expect(text).not.toContain("\u001b");
	expect(reports["terminal"]?.(result, { colour: true })).toContain("\u001b[31m");
	const hostile = { ...result, findings: result.findings.map((finding) => ({ ...finding, received: "\u001b[2J" })) };
	expect(write("terminal", hostile)).not.toContain("\u001b");
});

describe.each(["AC", "SK"])("no report of a run contains its credentials: %s…", (prefix) => {
	const sid = `${prefix}${"0a1b2c3d4e5f6789".repeat(2)}`;
	const secret = 's3cr3t/Token+with="odd" characters?&%';
	const base64 = btoa(`${sid}:${secret}`);
	const forms = [sid, secret, base64, btoa(secret), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];

	test.each(Object.keys(reports))("%s", async (name) => {
		const sandbox = createContractSandbox({ credentials: [{ username: sid, password: secret }] });
		// A server that repeats what it is sent, wherever it can.
		sandbox.inject({
			drift: ({ request }, next) => {
				const response = next();
				const leak = [request.headers["authorization"], secret, encodeURIComponent(secret), btoa(secret)].join(" ");
				const body = response.body && JSON.stringify({ ...JSON.parse(response.body), leak, [secret]: 1 });
				return { ...response, body, headers: { ...response.headers, "x-leak": leak, "set-cookie": `session=${btoa(secret)}` } };
			},
		});
		const target = { ...sandboxTarget(sandbox, basicCredentials(sid, secret, true)), name: `a target with ${secret}` };
		const leaky = await testContract({ target, keepExchanges: true });
		expect(leaky.findings.length).toBeGreaterThan(10);
		const text = write(name, leaky);
		expect(text.length).toBeGreaterThan(100);
		for (const form of forms) expect(text.includes(form), form).toBe(false);
		expect(JSON.stringify(leaky).includes(base64)).toBe(false);
	});
});

test.skipIf(noBrowser)(
	"the HTML opens in a browser, asks nobody for anything, and nothing of the server's becomes a part of it",
	async () => {
		const hostile = "<img src=https://elsewhere.example/x onerror=alert(1)><script>document.title='owned'</script>";
		const findings = result.findings.map((finding) => ({ ...finding, received: hostile, pointer: `/${hostile}` }));
		const folder = mkdtempSync(join(tmpdir(), "report-"));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		const file = join(folder, "report.html");
		writeFileSync(file, write("html", { ...result, findings }));
		const browser = await launchBrowser();
		try {
			const { page, watch } = await openPage(await browser.newContext(), pathToFileURL(file).href);
			await page.waitForLoadState();
			expect(watch).toEqual({ foreign: [], errors: [] });
			expect(await page.title()).toBe("Contract: the embedded sandbox");
			expect(await page.locator("img, script").count()).toBe(0);
			expect(await page.locator("article").count()).toBe(findings.length);
			expect(await page.locator("article.failure").first().isVisible()).toBe(true);
		} finally {
			await browser.close();
		}
	},
);
