import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileProblem, redoclyProblem } from "./locate.ts";
import type { LocatedProblem } from "./problem.ts";
import type { Api } from "./read-config.ts";
import { type Config, redoclyCore } from "./redocly-core.ts";
import { type Documents, LocalResolver, readRoot } from "./resolver.ts";

/**
 * Reports every problem that Redocly's linter finds in a description.
 *
 * @throws {DescriptionError} if the root file cannot be used
 */
export async function lintApi(api: Api, config: Config, documents: Documents): Promise<LocatedProblem[]> {
	const externalRefResolver = new LocalResolver(documents, config, api);
	const document = await readRoot(api.root, externalRefResolver);
	const lint = (rules: Config) => redoclyCore.lintDocument({ document, config: rules, externalRefResolver });
	try {
		const problems = await lint(config.forAlias(api.name));
		return problems.filter(({ ignored }) => !ignored).map(redoclyProblem);
	} catch (error) {
		// Some rules fail on an object of another kind than they expect. The rule that names it does not.
		const problems = await lint(await redoclyCore.createConfig({ rules: { struct: "error" } }));
		if (problems.length === 0) throw error;
		return problems.map(redoclyProblem);
	}
}

/**
 * Reports the files beside a description that nothing refers to. They are not part of its bundle, so no rule of the
 * linter sees them. Nothing is reported if the folder holds other things too: the configuration, or another API.
 */
export function findUnusedFiles({ root }: Api, others: readonly string[], documents: Documents): LocatedProblem[] {
	const folder = dirname(root);
	if (others.some((other) => other !== root && dirname(other).startsWith(folder))) return [];
	const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
	const message = "expected every file of the description to be referred to, found one that is not; remove it";
	return files
		.filter((file) => /\.(ya?ml|json)$/.test(file) && !documents.has(file))
		.map((file) => fileProblem(file, "unused-file", message));
}
