import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseYaml } from "../scripts/pipeline/redocly-core.ts";
import { lintWorkflow } from "./support/lint-workflow.ts";

interface Step {
	readonly uses?: string;
	readonly run?: string;
	readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
	readonly permissions?: Readonly<Record<string, string>>;
	readonly "timeout-minutes"?: number;
	readonly if?: string;
	readonly needs?: string;
	readonly steps: readonly Step[];
}

interface Workflow {
	readonly permissions?: Readonly<Record<string, string>>;
	readonly concurrency?: object;
	readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = ".github/workflows";
const files = readdirSync(FOLDER);
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

/** What a workflow lacks that no linter asks for, a line each. */
function weaknessesOf(text: string): string[] {
	const { permissions, concurrency, jobs } = parseYaml(text) as Workflow;
	const unpinned = text.split("\n").filter((line) => /\buses:/.test(line) && !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line));
	return [
		...unpinned.map((line) => `not pinned by commit, with the version as comment: ${line.trim()}`),
		...(Object.keys(permissions ?? { all: "" }).length > 0 ? ["needs no permission at the top: permissions: {}"] : []),
		...(concurrency === undefined ? ["needs a concurrency group"] : []),
		...Object.entries(jobs).flatMap(([name, job]) => weaknessesOfJob(job).map((weakness) => `${name}: ${weakness}`)),
	];
}

function weaknessesOfJob({ permissions, "timeout-minutes": timeout, steps }: Job): string[] {
	const runs = steps.flatMap(({ run = [] }) => run);
	const commands = runs.flatMap((run) => [...run.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name));
	const programs = runs.flatMap((run) => run.match(/\.(?:ci|github)\/[\w./-]*\w/g) ?? []);
	const checkouts = steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
	const canWrite = Object.values(permissions ?? {}).includes("write");
	return [
		...(permissions === undefined ? ["needs permissions of its own"] : []),
		...(timeout === undefined ? ["needs a timeout"] : []),
		...runs.filter((run) => run.includes("${{")).map(() => "needs values in env, not in run"),
		...commands.filter((name) => !Object.hasOwn(scripts, name)).map((name) => `package.json has no script ${name}`),
		...programs.filter((path) => !existsSync(path)).map((path) => `there is no ${path}`),
		...checkouts.filter((step) => step.with?.["persist-credentials"] !== false).map(() => "leaves the token in the checkout"),
		...(canWrite && runs.some((run) => /\bnpm (?:ci|run|test)\b|\.ci\/run/.test(run)) ? ["can write, and runs packages"] : []),
	];
}

describe.each(files)("%s", (file) => {
	const text = readFileSync(`${FOLDER}/${file}`, "utf8");

	test("is clean for actionlint", async () => {
		expect(await lintWorkflow(text, `${FOLDER}/${file}`)).toEqual([]);
	});

	test("has the least rights, and runs only what there is", () => {
		expect(weaknessesOf(text)).toEqual([]);
	});
});

test("the site is published after a ci run that passed on main, and nothing else starts that", () => {
	const { on, jobs } = parseYaml(readFileSync(`${FOLDER}/docs.yml`, "utf8")) as Workflow & { on: object };
	expect(on).toEqual({ workflow_run: { workflows: ["ci"], types: ["completed"], branches: ["main"] } });
	const run = "github.event.workflow_run";
	expect(jobs.build?.if?.split(" && ").sort()).toEqual([
		`${run}.conclusion == 'success'`,
		`${run}.event == 'push'`,
		`${run}.head_branch == 'main'`,
	]);
	expect(jobs.build?.steps[0]?.with?.ref).toBe(`\${{ ${run}.head_sha }}`);
	expect(jobs.publish?.needs).toBe("build");
});

const GOOD = `on: push
permissions: {}
concurrency: { group: test }
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with: { persist-credentials: false }
      - run: npm run generate
`;

/** A command with an expression of GitHub in it. */
const echo = (expression: string) => `echo \${{ ${expression} }}`;

test("a good workflow has no fault", async () => {
	expect([...(await lintWorkflow(GOOD, "good.yml")), ...weaknessesOf(GOOD)]).toEqual([]);
});

test.each([
	["runs-on: ubuntu-latest", "run-on: ubuntu-latest", "run-on"],
	["contents: read", "content: read", 'unknown permission scope "content"'],
	["npm run generate", echo("github.event.issue.title"), "potentially untrusted"],
	["npm run generate", echo("steps.none.outputs.x"), '"none" is not defined'],
])("actionlint notices %s as %s", async (from, to, message) => {
	expect(await lintWorkflow(GOOD.replace(from, to), "bad.yml")).toEqual(
		expect.arrayContaining([expect.stringContaining(message)]),
	);
});

test.each([
	["@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2", "@v4 # v4.2.2", "not pinned by commit"],
	[" # v4.2.2", "", "with the version as comment"],
	["permissions: {}", "permissions: { contents: read }", "needs no permission at the top"],
	["permissions: {}\n", "", "needs no permission at the top"],
	["concurrency: { group: test }\n", "", "needs a concurrency group"],
	["    timeout-minutes: 5\n", "", "test: needs a timeout"],
	["    permissions: { contents: read }\n", "", "test: needs permissions of its own"],
	["contents: read", "issues: write", "test: can write, and runs packages"],
	["persist-credentials: false", "fetch-depth: 2", "test: leaves the token in the checkout"],
	["npm run generate", "npm run --silent generates", "test: package.json has no script generates"],
	["npm run generate", ".ci/runs", "test: there is no .ci/runs"],
	["npm run generate", echo("github.sha"), "test: needs values in env, not in run"],
])("and our rules %s as %s", (from, to, message) => {
	expect(weaknessesOf(GOOD.replace(from, to))).toEqual([expect.stringContaining(message)]);
});

/** A form of GitHub for issues, as far as the tests look at it. */
interface IssueForm {
	readonly name: string;
	readonly description: string;
	readonly body: readonly {
		readonly type: string;
		readonly id?: string;
		readonly attributes: { readonly label?: string; readonly value?: string; readonly options?: readonly string[] };
	}[];
}

test.each(["bug", "drift", "question"])("the form of issues %s has what GitHub needs", (name) => {
	const form = parseYaml(readFileSync(`.github/ISSUE_TEMPLATE/${name}.yml`, "utf8")) as IssueForm;
	expect(form).toMatchObject({ name: expect.stringMatching(/./), description: expect.stringMatching(/./) });
	const fields = form.body.filter(({ type }) => type !== "markdown");
	expect(fields.length).toBeGreaterThan(2);
	const ids = fields.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	for (const { type, id, attributes } of form.body) {
		if (type === "markdown") expect(attributes.value).toMatch(/./);
		else expect([id, attributes.label]).toEqual([expect.stringMatching(/^\w+$/), expect.stringMatching(/./)]);
		if (type === "dropdown") expect(attributes.options?.length).toBeGreaterThan(1);
		expect(["markdown", "textarea", "input", "dropdown"]).toContain(type);
	}
});
