import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import type { ContractResult } from "../../../src/core/contract/report/result.ts";
import { judgeHar } from "../../../src/core/contract/run/targets/har.ts";
import { toPointer } from "../../../src/core/operation/json-pointer.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { type DocumentedExchange, documentedExchanges, har, RECORDING_TOOLS } from "../../support/recordings.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { toyContractPolicy } from "./support/toy.ts";

const [book] = documentedExchanges(toyApi).filter(({ name }) => name.startsWith("createBook 201")) as [DocumentedExchange];

function judge(entries: readonly unknown[]): Promise<ContractResult> {
	const file = join(temporaryFolder("recording"), "recorded.har");
	writeFileSync(file, har(entries));
	return judgeHar(toyApi, toyContractPolicy, [file]);
}

/** Every report of a result, as one text. */
const reported = (result: ContractResult) =>
	Object.values(REPORTS)
		.map((report) => report(result, { verbose: true }))
		.join("\n");

/** Where the pieces of an exchange stand. */
interface Place {
	readonly query?: string;
	readonly sent?: Readonly<Record<string, string>>;
	readonly received?: Readonly<Record<string, string>>;
	readonly requestBody?: string;
	/** A further member of the response. */
	readonly member?: readonly [name: string, value: unknown];
}

/** An exchange with findings, of which the response repeats a text, alone, in a name and doubly escaped. */
function exchangeWith({ query = "", sent, received, requestBody, member }: Place, echo?: string) {
	const { request, response } = book;
	const echoed =
		echo === undefined ? { title: 7 } : { echo, nested: JSON.stringify(JSON.stringify({ echo })), title: { [echo]: 1 } };
	const body = JSON.stringify({ ...JSON.parse(response.body ?? ""), ...echoed, ...(member && { [member[0]]: member[1] }) });
	return RECORDING_TOOLS.Firefox?.entry(
		{ ...request, url: request.url + query, headers: { ...request.headers, ...sent }, body: requestBody ?? request.body },
		{ ...response, headers: { ...response.headers, ...received }, body },
	);
}

const SECRET = 's3/cr~3t+of="a kind';
const P = encodeURIComponent(SECRET);

const LEARNED: Readonly<Record<string, Place>> = {
	...Object.fromEntries(
		[
			"token",
			"access_token",
			"session_token",
			"key",
			"api_key",
			"code",
			"jwt",
			"sig",
			"X-Amz-Signature",
			"X-Amz-Credential",
			"X-Amz-Security-Token",
			"X-Goog-Signature",
			"X-Goog-Credential",
			"AWSAccessKeyId",
			"oauth_signature",
			"client_assertion",
			"SAMLResponse",
			"ticket",
			"session",
			"auth",
			"pwd",
			"%74oken",
		].map((name) => [`the query parameter ${name}`, { query: `?limit=2&${name}=${P}&x=1` }]),
	),
	"the fragment": { query: `#access_token=${P}` },
	"a URL in the query": { query: `?next=${encodeURIComponent(`https://app.test/cb?code=${P}`)}` },
	Location: { received: { location: `/cb?code=${P}&x=1` } },
	"another header that holds a path": { received: { "x-redirect": `/cb?token=${P}` } },
	Link: { received: { link: `<https://a.test/?token=${P}>; rel="next"` } },
	"the password of HTTP Basic": { sent: { authorization: `Basic ${Buffer.from(`user:${SECRET}`).toString("base64")}` } },
	"a scheme of its own": { sent: { authorization: `Token ${SECRET}` } },
	"a signature in Authorization": { sent: { authorization: `AWS4-HMAC-SHA256 Credential=AK/2026, Signature=${P}` } },
	"a header by its name": { sent: { "ocp-apim-subscription-key": SECRET } },
	"a cookie": { sent: { cookie: `a=1; session=${SECRET.replace('"', "")}` } },
	"a percent-encoded cookie": { sent: { cookie: `a=1; session=${P}; b=2` } },
	"a part of a cookie": { sent: { cookie: `session=payload.${P}.signature; b=2` } },
	"a cookie to set": { received: { "set-cookie": `session=${P}; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT` } },
	"the second cookie to set": { received: { "set-cookie": `a=1; Path=/, session=${P}; Path=/` } },
	"the second cookie to set, on a line of its own": { received: { "set-cookie": `a=1; Path=/\nsession=${P}; Path=/` } },
	"a field of a form": { requestBody: `grant_type=x&password=${P}` },
	"a field of a form, by another name": { requestBody: `user=x&pwd=${P}` },
	"a field of a multipart form": {
		requestBody: `--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n${SECRET}\r\n--b--\r\n`,
	},
	"a member of a body": { requestBody: JSON.stringify({ client_secret: SECRET }) },
	"a member of JSON in JSON": {
		requestBody: JSON.stringify({ data: JSON.stringify({ data: JSON.stringify({ password: SECRET }) }) }),
	},
	"a member of JSON in a list": { requestBody: JSON.stringify({ data: [JSON.stringify({ accessToken: SECRET })] }) },
	"a URL in a body": { member: ["url", `https://files.test/a?X-Amz-Date=1&X-Amz-Signature=${P}`] },
};

describe("no report of a recording holds a credential, nor its echo,", () => {
	test.each(Object.entries(LEARNED))("of %s", async (_, place) => {
		const echo = place.sent?.cookie?.includes(SECRET.replace('"', "")) ? SECRET.replace('"', "") : SECRET;
		const result = await judge([exchangeWith(place, echo)]);
		expect(result.findings.length).toBeGreaterThan(1);
		const text = reported(result);
		const escaped = JSON.stringify(echo).slice(1, -1);
		const forms = [
			echo,
			P,
			escaped,
			JSON.stringify(escaped).slice(1, -1),
			toPointer([echo]),
			Buffer.from(echo).toString("base64"),
		];
		expect(forms.filter((form) => text.includes(form))).toEqual([]);
	});

	test("of a token by its form, wherever it is", async () => {
		const jwt = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0NTY3ODkwIn0", "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"].join(".");
		for (const place of [
			{ sent: { "x-oidc-data": jwt } },
			{ query: `?data=${jwt}` },
			{ member: ["note", `it is ${jwt}.`] },
		] as Place[]) {
			expect(reported(await judge([exchangeWith(place)]))).not.toContain(jwt);
		}
	});

	test("that is cut off with the value that it is a part of", async () => {
		for (let before = 85; before < 125; before++) {
			const member = ["id", "x".repeat(before) + SECRET] as const;
			const text = reported(await judge([exchangeWith({ query: `?token=${P}`, member })]));
			expect(text).not.toContain("xs3/cr");
		}
	});

	test("in the message of a parser", async () => {
		const entry = exchangeWith({ query: `?token=${P}` }) as { response: { content: { text: string; size: number } } };
		entry.response.content = { ...entry.response.content, text: `{"a": ${SECRET}`, size: 5 };
		const broken = har([entry]).replace('"time":12.5', `"time":${SECRET}`);
		expect(reported(await judge([entry]))).not.toMatch(/s3\/cr|of=/);
		const file = join(temporaryFolder("recording"), "broken.har");
		writeFileSync(file, broken);
		await expect(judgeHar(toyApi, toyContractPolicy, [file])).rejects.toThrow(/entry 0 cannot be read: it is not JSON$/);
	});
});

test("what is no credential stays in the reports", async () => {
	const member = ["note", "the token of my code: https://a.test/page?PageToken=PT1&page=2"] as const;
	const text = reported(
		await judge([exchangeWith({ query: "?limit=2&PageToken=PT12345678", received: { location: "/a?x=1" }, member })]),
	);
	for (const kept of ["PageToken=PT12345678", "limit=2", "PageToken=PT1&page=2", "/a?x=1"]) expect(text).toContain(kept);
});

describe("long data: addresses are cut in every report", () => {
	const long = "QUJD".repeat(50_000);

	test.each(["data:image/png;base64,", "data:,", "data:"])("of requests: %s", async (start) => {
		const entries = [...Array(25).keys()].map((index) => ({
			request: { method: "GET", url: `${start}${index}${long}` },
			response: { status: 200 },
		}));
		const result = await judge([exchangeWith({}), ...entries]);
		const text = reported(result);
		expect(text.length).toBeLessThan(100_000);
		expect(result.notes).toContain("25 recorded requests belong to no operation");
		expect(text).toContain("belongs to no operation: GET data:");
		if (start.endsWith(",")) expect(result.notes).toContain(`belongs to no operation: GET ${start}… (25 times)`);
	});

	test("and other long addresses of requests", async () => {
		const url = `https://a.test/${long}`;
		const result = await judge([exchangeWith({}), { request: { method: "GET", url }, response: { status: 200 } }]);
		expect(result.notes[0]?.length).toBeLessThan(300);
	});

	test.each<[place: string, make: (address: string) => Place]>([
		["a member", (address) => ({ member: ["picture", address] })],
		["JSON in a member", (address) => ({ member: ["picture", JSON.stringify({ address })] })],
		["the query", (address) => ({ query: `?picture=${encodeURIComponent(address)}` })],
		["a form", (address) => ({ requestBody: `picture=${encodeURIComponent(address)}` })],
		["a header", (address) => ({ sent: { "x-picture": address } })],
	])("in %s", async (_, make) => {
		const text = reported(await judge([exchangeWith(make(`data:image/png;base64,${long}`))]));
		expect(text).toMatch(/data(?::|%3A)image(?:\/|%2F)png(?:;|%3B)base64(?:,|%2C)…/);
		expect(text.length).toBeLessThan(100_000);
	});
});
