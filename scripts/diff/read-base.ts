import { dirname } from "node:path";
import type { Loader } from "../pipeline/load.ts";
import { readCommit } from "./read-commit.ts";
import { readFileSide } from "./read-file.ts";
import { defaultCommit, findCommit, openRepository } from "./repository.ts";
import { bundleAll, isFileName, type Side } from "./side.ts";

/** Where both sides are looked for. */
export interface SideContext {
	/** The absolute path of redocly.yaml in the working tree. */
	readonly config: string;
	/** Reads it. */
	loader(): Promise<Loader>;
	/** The descriptions that are wanted, by name; none for all of them. */
	readonly names: readonly string[];
}

/**
 * Reads the earlier side of a comparison.
 *
 * @param base a git ref or a file; undefined for the last version tag, else `origin/main`, else the first commit
 * @throws {GitError | UsageError} if there is no such ref or file
 * @throws {DescriptionError} if it is no description
 */
export async function readBase(base: string | undefined, context: SideContext): Promise<Side> {
	return base !== undefined && isFileName(base) ? readFileSide("base", base) : readRef(base, context);
}

/** Reads the later side in the same way. Undefined is the working tree. */
export async function readLaterSide(head: string | undefined, context: SideContext): Promise<Side> {
	if (head === undefined) {
		const loader = await context.loader();
		return { label: "working tree", apis: await bundleAll(loader, context.names), files: loader.files() };
	}
	return isFileName(head) ? readFileSide("--head", head) : readRef(head, context);
}

async function readRef(ref: string | undefined, { config, loader, names }: SideContext): Promise<Side> {
	const { apis } = await loader();
	const repository = await openRepository(dirname(config));
	const commit = await (ref === undefined ? defaultCommit(repository) : findCommit(repository, ref));
	return readCommit({ repository, commit, config, apis, names });
}
