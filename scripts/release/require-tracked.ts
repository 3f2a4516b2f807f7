import { realpathSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { UsageError } from "../../src/core/command/define-command.ts";
import { gitText } from "../diff/git.ts";
import type { Repository } from "../diff/repository.ts";

/** The mode of a submodule in the index. */
const SUBMODULE = "160000";

/**
 * A file that git does not know, such as an ignored one, would be missing in the commit that is tagged.
 *
 * @param files absolute paths
 * @throws {UsageError} with the first file that git does not track
 */
export async function requireTracked({ git }: Repository, files: readonly string[]): Promise<void> {
	const root = realpathSync((await gitText(git, ["rev-parse", "--show-toplevel"])).replace(/\n$/, ""));
	const entries = (await gitText(git, ["ls-files", "--stage", "-z", "--full-name", ":/"])).split("\0").map(indexEntryOf);
	const modes = new Map(entries.map(({ path, mode }) => [path, mode]));
	const submodules = entries.filter(({ mode }) => mode === SUBMODULE).map(({ path }) => path);
	for (const file of files) {
		const path = relative(root, realpathSync(file)).split(sep).join("/");
		if (modes.has(path)) continue;
		const submodule = submodules.find((each) => path.startsWith(`${each}/`));
		const got = submodule === undefined ? "one that it does not track" : `one in the submodule ${submodule}`;
		const advice = submodule === undefined ? "run git add --force with it, and commit" : "submodules are not released";
		throw new UsageError(`${relative(process.cwd(), resolve(file))}: expected a file of git, got ${got}; ${advice}`);
	}
}

/** Reads a line such as `100644 … 0	openapi.yaml`. */
function indexEntryOf(line: string): { readonly mode: string; readonly path: string } {
	return { mode: line.slice(0, SUBMODULE.length), path: line.slice(line.indexOf("\t") + 1) };
}
