import { expect, test } from "vitest";
import { printableUrl, signedUrls } from "../../../src/core/webhooks/signed-urls.ts";

test.each([
	["https://a.b/c", ["https://a.b/c", "https://a.b:443/c"]],
	["http://a.b", ["http://a.b", "http://a.b:80"]],
	["https://a.b:443/", ["https://a.b:443/", "https://a.b/"]],
	["HTTPS://A.b:8443//c?d", ["HTTPS://A.b:8443//c?d", "HTTPS://A.b//c?d"]],
	["http://[::1]/a:1", ["http://[::1]/a:1", "http://[::1]:80/a:1"]],
	["http://[::1]:1234/", ["http://[::1]:1234/", "http://[::1]/"]],
	["https://a.b?c=d:1@e/f", ["https://a.b?c=d:1@e/f", "https://a.b:443?c=d:1@e/f"]],
	["https://u:p@w@a.b:1/c", ["https://a.b:1/c", "https://a.b/c", "https://u:p@w@a.b:1/c", "https://u:p@w@a.b/c"]],
])("%s may be signed as %j", (url, forms) => {
	expect([...new Set(signedUrls(url))]).toEqual(forms);
});

test("what is after the port remains as it is, without the fragment", () => {
	const rest = "/a%2Fb/é'%27/../?x=%2B'&y=hello%20world+!:&&z#rc=2";
	const rests = signedUrls(`https://a.b:1${rest}`).map((url) => url.replace(/^https:..a\.b(:1)?/, ""));
	expect([...new Set(rests)]).toEqual([rest.replace("#rc=2", "")]);
});

test("an address is printed without its user and the values of its query", () => {
	expect(printableUrl("https://u:secret@a.b:1/c?d=secret&e&f=&g=se=cret#secret")).toBe("https://a.b:1/c?d=…&e&f=&g=…");
	expect(printableUrl("https://a.b/c")).toBe("https://a.b/c");
});
