import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readProfile } from "../../docs/profile.ts";
import { resolveLink } from "../../scripts/docs/links.ts";
import { plainProfile } from "../../scripts/docs/plain-profile.ts";
import { buildSite, buildWithoutReference } from "../../scripts/docs/site.ts";
import { editionsOf } from "../../scripts/editions/editions.ts";
import { describeOperations } from "../../scripts/pipeline/describe-operations.ts";
import type { PathOperation, Schema } from "../../scripts/pipeline/openapi.ts";
import { DescriptionError } from "../../scripts/pipeline/problem.ts";
import { decodeForm } from "../../src/core/operation/form.ts";
import { valueAt } from "../../src/core/operation/json-pointer.ts";
import {
	buildProjectSite,
	codeBlocks,
	codeText,
	contentOf,
	encodedForm,
	mainOf,
	readModel,
	samplesOn,
	textOf,
	unescapeHtml,
} from "./project-site.ts";

const { model, files } = await buildProjectSite();
const paths = new Set(files.map(({ path }) => path));
const pages = files.filter(({ path }) => path.endsWith(".html"));
/** The playground has tests of its own. */
const staticPages = pages.filter(({ path }) => !["reference.html", "404.html", "playground.html"].includes(path));
const markdownPages = files.filter(({ path }) => path.endsWith(".md"));
const operations = model.operations.map(({ id }) => id);
const webhooks = model.webhooks.map(({ id }) => id);
const versionOf = ({ descriptor }: { descriptor: { path: string } }) => /^\/(v\d+)\//.exec(descriptor.path)?.[1];

test("each operation and webhook has a page as HTML and as Markdown, beside guides, reference, changes, indexes and editions", () => {
	const common = ["index", ...(readProfile().guides ?? []).map(({ path }) => path), "changes"];
	const own = [...operations.map((id) => `operations/${id}`), ...webhooks.map((id) => `webhooks/${id}`)];
	const scripts = ["site.js", "search-index.js", "playground.js", "playground-data.js"];
	const forHosts = ["404.html", "favicon.svg", "robots.txt"];
	const whole = ["reference.html", "playground.html"];
	const single = [...whole, ...scripts, ...forHosts, "llms.txt", "llms-full.txt", "openapi.json", "openapi.yaml"];
	const printed = [...common, ...own].flatMap((name) => [`${name}.html`, `${name}.md`]);
	const editions = editionsOf(model.document).map(({ path }) => path);
	expect([...paths].sort()).toEqual([...printed, ...single, ...editions].sort());
	expect(operations.length).toBeGreaterThanOrEqual(7);
	expect(webhooks.length).toBeGreaterThanOrEqual(7);
});

test("the same description gives the same bytes, and none that tell where it was built", async () => {
	const again = await buildSite({ model: await readModel(), profile: readProfile() });
	expect(again.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
	for (const [index, { path, content }] of again.entries()) expect(content === files[index]?.content, path).toBe(true);
	for (const { content, path } of files) expect(content.includes(process.cwd()), path).toBe(false);
});

test("the description can be downloaded as it is", async () => {
	expect(contentOf(files, "openapi.json")).toBe(readFileSync("generated/openapi.json", "utf8"));
	const { parseYaml } = await import("@redocly/openapi-core");
	expect(parseYaml(contentOf(files, "openapi.yaml"))).toEqual(model.document);
});

test("static pages weigh at most 60 KB with their script, the interactive page at most 800 KB, compressed", () => {
	const script = gzipSync(contentOf(files, "site.js")).length;
	for (const { path, content } of staticPages) expect(gzipSync(content).length + script, path).toBeLessThanOrEqual(60_000);
	expect(gzipSync(contentOf(files, "reference.html")).length).toBeLessThanOrEqual(800_000);
});

const idsOf = (html: string) => new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => unescapeHtml(id)));
const resolveFrom = (from: string, to: string) => decodeURIComponent(new URL(to, `http://site/${from}`).pathname.slice(1));

function brokenLinks(from: string, targets: readonly string[], anchors: ReadonlySet<string> | undefined): string[] {
	return targets.filter((target) => {
		if (/^(?:https?|mailto):/.test(target)) return false;
		const [file = "", anchor] = target.split("#");
		if (target.startsWith("/") || /^\w+:/.test(target)) return true;
		if (file !== "" && !paths.has(resolveFrom(from, file))) return true;
		if (anchor === undefined) return false;
		const [, operation] = /^operation\/(.*)$/.exec(anchor) ?? [];
		if (operation !== undefined) return ![...operations, ...webhooks].includes(operation);
		return anchors !== undefined && file === "" && !anchors.has(anchor);
	});
}

test("every internal link of every page leads to a file or an anchor of the site, relative to where it stands", () => {
	let count = 0;
	for (const { path, content } of staticPages) {
		const targets = [...content.matchAll(/\s(?:href|src)="([^"]*)"/g)]
			.map(([, to = ""]) => unescapeHtml(to))
			.filter((to) => to !== "data:,");
		count += targets.length;
		expect(brokenLinks(path, targets, idsOf(content)), path).toEqual([]);
	}
	for (const { path, content } of [...markdownPages, ...files.filter((file) => /^llms/.test(file.path))]) {
		const text = content.replace(/(`{3,})[^\n]*\n[\s\S]*?\n\1/g, "").replace(/`[^`\n]*`/g, "");
		const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
		count += targets.length;
		expect(brokenLinks(path, targets, undefined), path).toEqual([]);
	}
	expect(count).toBeGreaterThan(150);
});

test("links of guides lead to pages where they are to others, or their titles say so, and leave their text where they are to files", () => {
	expect(contentOf(files, "contract.html")).toContain('href="sandbox.html#delivery-receipts"');
	expect(contentOf(files, "contract.md")).toContain("](sandbox.md#delivery-receipts)");
	expect(contentOf(files, "webhooks.html")).toContain('<a href="webhooks/onMessageAdd.html">onMessageAdd</a>');
	expect(contentOf(files, "editing.html")).toContain("\nCONTRIBUTING.md lists the steps");
});

test("the routes in the prerendered part of the reference are fragments", () => {
	const [prerendered = ""] = contentOf(files, "reference.html").split('<script type="module">');
	const targets = [...prerendered.matchAll(/\shref="([^"]*)"/g)].map(([, to = ""]) => to);
	expect(targets.length).toBeGreaterThan(3);
	expect(targets.filter((to) => to.startsWith("/"))).toEqual([]);
});

/** Every name that a value of a schema can have in it, told without the code that makes the pages. */
function namesIn(schema: Schema, prefix = "", above: readonly Schema[] = []): string[] {
	const { $ref } = schema;
	const target =
		$ref === undefined ? schema : (model.document.components?.schemas?.[$ref.slice("#/components/schemas/".length)] ?? {});
	if (above.includes(target)) return [];
	const below = (part: Schema, name: string) => namesIn(part, name, [...above, target]);
	const members = Object.entries(target.properties ?? {}).flatMap(([name, part]) => {
		const full = prefix === "" ? name : `${prefix}.${name}`;
		return [full, ...below(part, full)];
	});
	const parts = [...(target.allOf ?? []), ...(target.anyOf ?? []), ...(target.oneOf ?? [])].flatMap((part) =>
		below(part, prefix),
	);
	return [...members, ...parts, ...(target.items ? below(target.items, `${prefix}[]`) : [])];
}

function pointed<Node extends object>(node: Node | { $ref: string }): Node {
	if (!("$ref" in node)) return node;
	return valueAt(model.document, node.$ref.slice(1)) as Node;
}

interface Expected {
	readonly names: string[];
	readonly examples: unknown[];
	/** Examples of forms. */
	readonly forms: unknown[];
}

const operationBody = ({ requestBody }: PathOperation) => (requestBody ? pointed(requestBody).content : {});

/** What the page of each operation or webhook has to show. */
function expectedOf(id: string): Expected {
	for (const item of [...Object.values(model.document.paths ?? {}), ...Object.values(model.document.webhooks ?? {})]) {
		for (const operation of [item.get, item.post, item.put, item.patch, item.delete]) {
			if (operation?.operationId !== id) continue;
			const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(
				(parameter) => pointed(parameter).name,
			);
			const bodies = operation.requestBody ? Object.values(pointed(operation.requestBody).content) : [];
			const responses = Object.values(operation.responses).map((response) => pointed(response));
			const media = [...bodies, ...responses.flatMap(({ content }) => Object.values(content ?? {}))];
			const headers = new Set(responses.flatMap((response) => Object.keys(response.headers ?? {})));
			// Errors that have the same body share a table.
			const tables = new Set(media.map(({ schema }) => schema && JSON.stringify(schema)));
			const fields = [...tables].flatMap((schema) => (schema === undefined ? [] : namesIn(JSON.parse(schema))));
			const forms = bodies.filter(
				(body) => "application/x-www-form-urlencoded" in operationBody(operation) && bodies[0] === body,
			);
			const examplesOf = (given: typeof media) =>
				given.flatMap(({ example, examples = {} }) => [
					...(example === undefined ? [] : [example]),
					...Object.values(examples).map((named) => pointed(named).value),
				]);
			const others = media.filter((one) => !forms.includes(one));
			return { names: [...parameters, ...headers, ...fields], examples: examplesOf(others), forms: examplesOf(forms) };
		}
	}
	throw new Error(`no such operation: ${id}`);
}

test.each([...operations.map((id) => ["operations", id] as const), ...webhooks.map((id) => ["webhooks", id] as const)])(
	"the pages %s/%s show every parameter, header, field and example",
	(folder, id) => {
		const { names, examples, forms } = expectedOf(id);
		const html = contentOf(files, `${folder}/${id}.html`);
		const markdown = contentOf(files, `${folder}/${id}.md`);
		const terms = [...html.matchAll(/<dt><code>(.*?)<\/code>/g)].map(([, name = ""]) => unescapeHtml(name));
		const lines = [...markdown.matchAll(/^- `([^`]*)`/gm)].map(([, name = ""]) => name);
		const described = [...model.operations, ...model.webhooks].find((operation) => operation.id === id);
		const { responses = {}, body } = described?.descriptor ?? {};
		const errors = Object.keys(responses).filter((status) => !status.startsWith("2"));
		expect(terms.sort()).toEqual([...names, ...errors].sort());
		expect(lines.sort()).toEqual([...names, ...errors].sort());
		const blocks = ["json", "text"].flatMap((language) => codeBlocks(html, language));
		for (const example of examples) {
			const shown = typeof example === "string" ? example : JSON.stringify(example, null, 2);
			expect(blocks).toContain(shown);
			expect(markdown).toContain(`\n${shown}\n`);
		}
		const fields = body?.mediaType === "application/x-www-form-urlencoded" ? body.fields : {};
		expect(codeBlocks(html, "form").map((shown) => decodeForm(fields, encodedForm(shown)))).toEqual(forms);
		for (const shown of codeBlocks(html, "form")) expect(markdown).toContain(`\n\`\`\`form\n${shown}\n\`\`\`\n`);
		expect(names.length).toBeGreaterThan(4);
	},
);

test("facts stand beside the names: pattern, limits, default, example, source", () => {
	const markdown = contentOf(files, "operations/createServiceConversationMessage.md");
	const lineOf = (name: string) => markdown.split("\n").find((line) => line.startsWith(`- \`${name}\` `));
	expect(lineOf("ChatServiceSid")).toBe(
		"- `ChatServiceSid` string, required (source: `docs:conversations-service-message-create`): The Conversation Service that contains the conversation. `IS` followed by 32 hexadecimal digits; 34 characters. Example: `ISaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`.",
	);
	expect(lineOf("Body")).toContain(" At most 1,600 characters.");
	expect(lineOf("Author")).toContain(" Default: `system`.");
	expect(lineOf("X-Twilio-Webhook-Enabled")).toContain(" One of `true`, `false`.");
	expect(lineOf("Attributes")).toContain(" Text that holds JSON.");
	expect(lineOf("delivery")).toContain("- `delivery` object or null, always there (");
	expect(lineOf("links.delivery_receipts")).toContain("` string");
	const lines = markdown.split("\n").filter((line) => /^- `/.test(line));
	expect(lines.filter((line) => !/ \(source: `(?:docs:[\w-]+|example|convention)`(?:, `[\w:-]+`)*\)/.test(line))).toEqual([]);
});

test("a source is a footnote with its title, and the notes of each value lead to it", () => {
	const html = mainOf(contentOf(files, "operations/createServiceConversationMessage.html"));
	const notes = new Map(
		[...html.matchAll(/<li id="(source-\d+)">(.*?)<\/li>/gs)].map(([, id = "", note = ""]) => [
			id,
			unescapeHtml(note.replace(/<[^>]*>/g, "")),
		]),
	);
	const sources = Object.entries(model.document["x-sources"] ?? {}).map(([name, meaning]) => `${meaning} (${name})`);
	for (const note of notes.values()) expect(sources).toContain(note.trim());
	const cited = [...html.matchAll(/<sup>(.*?)<\/sup>/g)].flatMap(([, links = ""]) => [...links.matchAll(/href="#([^"]*)"/g)]);
	expect(new Set(cited.map(([, id = ""]) => id))).toEqual(new Set(notes.keys()));
	const [, authorNotes = ""] = /<code>Author<\/code>.*?<sup>(.*?)<\/sup>/.exec(html) ?? [];
	expect(notes.get(/#(source-\d+)/.exec(authorNotes)?.[1] ?? "")).toContain("(docs:conversations-service-message-create)");
});

test("the page of an operation says of each status what it means, and which code an error has", () => {
	for (const { id, responses } of describeOperations(model).map((doc) => ({ id: doc.operation.id, responses: doc.responses }))) {
		if (webhooks.includes(id)) continue;
		const markdown = contentOf(files, `operations/${id}.md`);
		for (const { status, description, examples } of responses.filter((response) => !response.status.startsWith("2"))) {
			const [, entry = ""] = new RegExp(`^- \`${status}\`: ((?:.*\\\\\n)*.*)`, "m").exec(markdown) ?? [];
			expect(entry).toContain(description.trim().split("\n")[0]);
			for (const { value } of examples) expect(entry).toContain(`code \`${(value as { code: number }).code}\``);
		}
	}
});

test("deprecated operations say so first, with the way forward", () => {
	const deprecated = model.operations.filter(({ descriptor }) => descriptor.deprecated).map(({ id }) => id);
	expect(deprecated.length).toBeGreaterThan(0);
	expect(deprecated.length).toBeLessThan(operations.length);
	for (const id of operations) {
		const [head = ""] = mainOf(contentOf(files, `operations/${id}.html`)).split("<h2");
		expect(head.includes('<aside class="warning" aria-label="Deprecated"><p><strong>Deprecated</strong>'), id).toBe(
			deprecated.includes(id),
		);
		expect(head.includes('href="../operations/createServiceConversationMessage.html"'), id).toBe(deprecated.includes(id));
	}
	// A tag is deprecated if all its operations are.
	for (const tag of new Set(model.operations.flatMap(({ tags }) => tags))) {
		const tagged = model.operations.filter(({ tags }) => tags.includes(tag));
		const isWhole = tagged.every(({ id }) => deprecated.includes(id));
		expect(contentOf(files, "reference.html").includes(`${tag} (deprecated)`), tag).toBe(isWhole);
	}
});

test("the index for language models marks exactly the deprecated operations, and has the webhooks and their guide", () => {
	const lines = contentOf(files, "llms.txt").split("\n");
	for (const { id, descriptor } of model.operations) {
		const line = lines.find((entry) => entry.includes(`](operations/${id}.md)`)) ?? "";
		expect(/\]\(operations\/\w+\.md\): Deprecated\. /.test(line), line).toBe(descriptor.deprecated === true);
	}
	for (const path of ["webhooks", ...webhooks.map((id) => `webhooks/${id}`)]) {
		expect(lines.filter((entry) => entry.includes(`](${path}.md): `))).toHaveLength(1);
	}
});

test("a webhook is in the navigation of every page, on the start page and in the reference", () => {
	for (const { path, content } of staticPages) {
		expect(content, path).toContain("<h2>Webhooks of Conversations (classic)</h2>");
		const links = [...content.matchAll(/<li><a href="([^"]*)"/g)].map(([, to = ""]) => resolveFrom(path, to));
		for (const id of webhooks) expect(links, path).toContain(`webhooks/${id}.html`);
		expect(content.match(/<nav class="pages".*?<\/nav>/s)?.[0], path).toMatch(
			/webhooks.html"(?: aria-current="page")?><span>Webhooks<\/span><\/a>/,
		);
	}
	const rows = contentOf(files, "index.md").split("\n");
	for (const { id, summary } of model.webhooks) {
		expect(rows.filter((row) => row.startsWith(`| [${id}](webhooks/${id}.md) | ${summary} | Sent to the `))).toHaveLength(1);
		expect(contentOf(files, "reference.html")).toContain(`Webhook: \`${id}\``);
		const head = contentOf(files, `webhooks/${id}.md`).split("\n## ")[0] ?? "";
		expect(head).toContain(`\n- Recognised by: \`EventType\` is \`${id}\`\n`);
		expect(head).toMatch(/Sent to the (?:pre|post)-action URL (?:before|after) the change/);
	}
});

test("the page of a webhook shows each example as a form, and as it comes", () => {
	for (const { id, request, descriptor } of model.webhooks) {
		if (descriptor.body?.mediaType !== "application/x-www-form-urlencoded") throw new Error(`expected ${id} to have a form`);
		const { fields } = descriptor.body;
		const html = contentOf(files, `webhooks/${id}.html`);
		const shown = [...html.matchAll(/<code class="language-http" data-wire="([^"]*)">([\s\S]*?)<\/code>/g)];
		const wires = shown.map(([, name = "", message = ""]) => [decodeURIComponent(name), codeText(message)] as const);
		expect(wires.map(([name]) => name)).toEqual(Object.keys(request.examples));
		for (const [name, message] of wires) {
			const [head = "", body = ""] = message.split("\n\n");
			expect(decodeForm(fields, body)).toEqual(request.examples[name]);
			expect(head.split("\n").map((line) => line.split(": ")[0])).toEqual([
				...["POST / HTTP/1.1", "Host", "Content-Type", "X-Twilio-Signature", "I-Twilio-Idempotency-Token"],
			]);
		}
	}
});

test("the page of a webhook says what its receiver can rely on, what it has to send, and how to verify who sent it", () => {
	const page = contentOf(files, "webhooks/onMessageAdded.md");
	expect(page).toMatch(/^- `MessageSid` string, always there \(/m);
	expect(page).not.toMatch(/string, required/);
	for (const id of webhooks) {
		const titles = [...contentOf(files, `webhooks/${id}.md`).matchAll(/^## (.*)$/gm)].map(([, title]) => title);
		expect(titles.slice(0, 5)).toEqual(["Parameters", "Request body", "Verification", "Code", "Your response"]);
		expect(contentOf(files, `webhooks/${id}.html`)).toContain('href="../webhooks.html#pitfalls"');
	}
});

test("no two operations have the same title, and those of an API with several versions name theirs", () => {
	const summaries = model.operations.map(({ summary }) => summary);
	expect(new Set(summaries).size).toBe(summaries.length);
	for (const operation of model.operations) {
		const { id, summary, tags } = operation;
		const versions = new Set(model.operations.filter((other) => other.tags[0] === tags[0]).map(versionOf));
		expect(/ \((v\d+)\)$/.exec(summary)?.[1], id).toBe(versions.size > 1 ? versionOf(operation) : undefined);
	}
});

test("the guide names every product with its version, and counts none of them", () => {
	const start = contentOf(files, "index.md");
	const [introduction = ""] = start.split("## ");
	const products = new Set(model.operations.map((operation) => `${operation.tags[0]} ${versionOf(operation)}`));
	const served = new Set(model.operations.map(({ descriptor: { server, path } }) => `${server} ${path.split("/")[1]}`));
	expect(products.size).toBe(served.size);
	for (const product of products) {
		for (const path of ["index.html", "llms.txt", "llms-full.txt"]) expect(contentOf(files, path), path).toContain(product);
		expect(introduction.replace(/\s+/g, " ")).toContain(product);
		expect(start).toMatch(new RegExp(`^\\| ${product}\\b`, "m"));
	}
	expect(start).not.toMatch(/\b(?:two|three|four|both)\b[^.|]*\b(?:products?|APIs?|versions?|kinds?)\b/i);
});

test("a tag is shown by its display name: on static pages, in the reference and in the indexes", () => {
	const shown = model.document.tags?.flatMap((tag) => tag["x-displayName"] ?? []) ?? [];
	expect(shown).toEqual(["Conversations (classic)"]);
	for (const { path, content } of staticPages) expect(content, path).toContain("<h2>Conversations (classic)</h2>");
	expect(contentOf(files, "index.md")).toContain("### Conversations (classic)");
	expect(contentOf(files, "operations/fetchConversationMessage.md")).toContain("`, of Conversations (classic)\n");
	expect(contentOf(files, "reference.html")).toContain("Conversations (classic)</span>");
	for (const path of ["llms.txt", "llms-full.txt"]) expect(contentOf(files, path), path).toContain("Conversations (classic)");
});

test("the pages of every operation of an unsupported product begin with a notice that says so, and name its successor", () => {
	for (const { id, tags } of model.operations) {
		const [head = ""] = mainOf(contentOf(files, `operations/${id}.html`)).split("<h2");
		const [, notice = ""] = /<(?:aside|blockquote)[^>]*>(.*?)<\/(?:aside|blockquote)>/s.exec(head) ?? [];
		const isUnsupported = tags.includes("Programmable Chat");
		expect(/no longer\s+supports/.test(notice), id).toBe(isUnsupported);
		if (isUnsupported) expect(notice, id).toContain(id.replace(/Ch(?:annel|at)/, "ServiceConversation"));
	}
});

test("every documented call has a sample in every language, the same in the reference and on the static pages", () => {
	const samples = samplesOn(files);
	const receivers = samplesOn(files, "webhooks");
	const written = new Set([...samples, ...receivers].map(({ operation, writer, call }) => `${operation} ${call} ${writer}`));
	for (const { id, request } of model.operations) {
		const calls = Object.keys(request.examples).length > 0 ? Object.keys(request.examples) : ["default"];
		for (const call of calls)
			for (const writer of ["curl", "client", "official", "fetch"]) expect(written).toContain(`${id} ${call} ${writer}`);
	}
	for (const id of webhooks)
		for (const writer of ["express", "hono", "next", "node"]) expect(written).toContain(`${id} receiver ${writer}`);
	const [, definition = "{}"] = /const __redoc_definition = (.*);\n/.exec(contentOf(files, "reference.html")) ?? [];
	const shown: string[] = JSON.stringify(JSON.parse(definition)).match(/"source":"(?:[^"\\]|\\.)*"/g) ?? [];
	expect(shown.map((pair) => JSON.parse(`{${pair}}`).source).sort()).toEqual(
		[...samples, ...receivers].map(({ source }) => source).sort(),
	);
	expect(samples.length).toBeGreaterThanOrEqual(44);
});

test("every page forbids by policy whatever it does not need", () => {
	for (const { path, content } of pages) {
		const [, policy = ""] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(content) ?? [];
		expect(policy, path).toMatch(/^default-src 'none'; base-uri 'none'; form-action 'none'/);
		expect(policy, path).not.toMatch(/unsafe-eval|https?:|\*|script-src[^;]*unsafe/);
		expect(content.indexOf("Content-Security-Policy"), path).toBeLessThan(content.search(/<(?:script|style|link)/));
	}
	for (const { path, content } of staticPages) {
		expect(content.match(/<script.*?<\/script>/gs), path).toEqual([
			expect.stringMatching(/^<script defer src="(?:\.\.\/)?site\.js"><\/script>$/),
		]);
		expect(content.match(/script-src[^;]*/g), path).toEqual(["script-src 'self'"]);
		expect(content, path).not.toMatch(/<[^>]* on\w+=/);
	}
});

test("links go to pages of the site, to operations and to web addresses, and nowhere else", () => {
	const context = {
		from: "operations/x",
		extension: "md",
		operations: new Map([
			["known", "operations/known"],
			["heard", "webhooks/heard"],
		]),
	} as const;
	const resolved = [
		"index.html#errors",
		"reference.html",
		"operation:known",
		"operation:heard",
		"#here",
		"https://a.test/",
		"mailto:a@b.test",
	];
	expect(resolved.map((to) => resolveLink(to, context))).toEqual([
		"../index.md#errors",
		"../reference.html",
		"../operations/known.md",
		"../webhooks/heard.md",
		"#here",
		"https://a.test/",
		"mailto:a@b.test",
	]);
	const rejected = [
		"javascript:alert(1)",
		"JavaScript:alert(1)",
		"data:text/html,x",
		"vbscript:x",
		"operation:unknown",
		"/root",
		"//host/x",
	];
	expect(rejected.map((to) => resolveLink(to, context))).toEqual(rejected.map(() => undefined));
});

test("telemetry is off, and no picture is loaded from elsewhere", () => {
	const reference = contentOf(files, "reference.html");
	expect(reference).toContain('"disableTelemetry":true');
	expect(reference).not.toContain("cdn.redoc.ly");
});

test("there is a sitemap only with the address of the site, and it names whole addresses", async () => {
	const site = await buildWithoutReference({ model, profile: readProfile(), address: "https://docs.example/base/" });
	const locations = [...contentOf(site, "sitemap.xml").matchAll(/<loc>(.*?)<\/loc>/g)].map(([, to = ""]) => to);
	const found = [...staticPages.map(({ path }) => path), "playground.html", "reference.html"].sort();
	expect(locations).toEqual(found.map((path) => `https://docs.example/base/${path === "index.html" ? "" : path}`));
	expect(paths.has("sitemap.xml")).toBe(false);
});

describe("the page of changes", () => {
	const { version } = model.document.info;

	test("shows the text of the project, which has an entry for the version of the description", () => {
		const page = contentOf(files, "changes.md");
		expect(page).toMatch(/^# Changes\n/);
		expect(page).toContain(`\n## Version ${version}\n`);
		for (const { id } of model.webhooks) expect(readFileSync("docs/changes.md", "utf8"), id).toContain(`\`${id}\``);
	});

	test("fails without an entry for the version, by file and line; a longer version is another one", async () => {
		const changes = textOf(`# Changes\n\n## Version ${version}1\n\n### Version ${version}\n`);
		const problem = await buildSite({ model, profile: { ...readProfile(), changes } }).catch((error: Error) => error);
		expect(problem).toBeInstanceOf(DescriptionError);
		expect(String(problem)).toBe(
			`DescriptionError: docs/text.md:1:1 expected an entry ## Version ${version}, which the description has, found none; write it, or let npm run spec:diff -- --changelog do it`,
		);
	});

	test("says only the version where the project keeps no text of changes", async () => {
		const { changes, ...profile } = readProfile();
		const site = await buildSite({ model, profile });
		expect(contentOf(site, "changes.md")).toBe(`# Changes\n\nThis is version \`${version}\` of the description.\n`);
	});
});

test.each([
	["[gone](operation:noSuchThing)", `an operation of the description (${[...operations, ...webhooks].sort().join(", ")})`],
	["**[gone](guide.html)**", "a file of the site (changes.html, changes.md, "],
	["- [gone](#no-such-heading)", "a heading of the same text"],
	["[gone](index.md#no-such-heading)", "a heading of index.md"],
	["[gone]\n\n[gone]: ftp://host/x", "an http, https or mailto address"],
])("a text of the project with the link %s is rejected by file and line", async (link, expected) => {
	const text = { file: "docs/x.md", markdown: `# Start\n\n[fine](#start) ${link}` };
	const placed = [{ start: text }, { deprecation: text }, { verification: text }, { guides: [{ path: "x", ...text }] }];
	for (const wrong of placed) {
		const profile = { ...readProfile(), ...wrong };
		const problem = await buildSite({ model, profile }).catch((error: Error) => error);
		expect(problem).toBeInstanceOf(DescriptionError);
		const line = link.includes("\n") ? 5 : 3;
		expect(String(problem)).toMatch(new RegExp(`docs/x\\.md:${line}:\\d+ expected a link to `));
		expect(String(problem)).toContain(expected);
	}
});

test("everything works for an API that has nothing to do with this one", async () => {
	const toy = await readModel("test/fixtures/toy/redocly.yaml");
	const site = await buildSite({
		model: toy,
		fileOf: (pointer) => `described${pointer.replaceAll("~1", "-")}.yaml`,
		profile: {
			...readProfile(),
			look: { editAddress: "https://git.example/edit/" },
			start: textOf("# Toy\n\nBooks."),
			guides: [],
			deprecation: textOf("Gone."),
			verification: textOf("Look at it."),
			changes: textOf("# Changes\n\n## Version 1.0.0\n"),
		},
	});
	const page = contentOf(site, "operations/addNote.md");
	expect(contentOf(site, "operations/createBook.html")).toContain(
		'href="https://git.example/edit/described/paths/-books/post.yaml"',
	);
	expect(contentOf(site, "index.html")).toContain('href="https://git.example/edit/docs/text.md"');
	expect(page).toContain("> **Deprecated**\n>\n> Gone.");
	expect(contentOf(site, "webhooks/bookLent.md")).toContain("\n## Verification\n\nLook at it.\n\n## Code\n");
	expect(page).toMatch(/^- `Tags` list of string, required.*: .*At least 1 item; no item twice\./m);
	expect(contentOf(site, "index.md")).toContain("\n### Notes of readers\n");
	expect(contentOf(site, "operations/createBook.md")).toContain(
		"curl --fail-with-body 'https://api.library.test/v2/books' \\\n  --user",
	);
});

test("webhooks with a JSON body have pages too, without a word of a profile", async () => {
	const toy = await readModel("test/fixtures/toy/redocly.yaml");
	const site = await buildSite({ model: toy, profile: plainProfile(toy) });
	const before = contentOf(site, "webhooks/bookLend.md");
	expect(before).toContain(
		"# A book is to be lent\n\n**POST** to the address of your receiver (source: `desk`)\n\nSent before it happens.",
	);
	expect(before).toContain("- Recognised by: `event` is `lend`\n");
	expect(before).toMatch(/^- `reader` string, always there\b/m);
	const body = JSON.stringify({ event: "lend", book: "bk_00000001", reader: "rita", days: 14 });
	expect(before).toMatch(
		new RegExp(`\n\`\`\`http\nPOST / HTTP/1.1\nHost: receiver.example\nContent-Type: application/json\n[^\`]*\n\n${body}\n`),
	);
	expect(before).toMatch(/\n## Your response\n\n### Status 200\n[\s\S]*#### Example: shorter\n[\s\S]*\n## Other responses\n/);
	const titles = [...before.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
	expect(titles.filter((title) => title === "Code" || title === "Verification")).toEqual([]);
	expect(contentOf(site, "webhooks/bookLent.md")).toContain("\n### Status 204\n\nIt was noted.\n");
	expect(contentOf(site, "index.md")).toMatch(
		/\n## Webhooks\n\n### Webhooks of Books\n\n[\s\S]*\| \[bookLend\]\(webhooks\/bookLend.md\) \|/,
	);
	expect(contentOf(site, "index.html")).not.toContain('href="webhooks.html"');
	expect(contentOf(site, "llms.txt")).toContain("](webhooks/bookLent.md): Sent after it happened.");
});
