import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { basename, dirname, join, posix, relative, resolve, sep } from "node:path";
import type { SourcePosition } from "../../src/core/operation/source-position.ts";
import type { BundledApi } from "../pipeline/bundle.ts";
import { createLoader, type Loader } from "../pipeline/load.ts";
import { DescriptionError } from "../pipeline/problem.ts";
import type { Api } from "../pipeline/read-config.ts";
import { inTemporaryFolder } from "../process/temporary-folder.ts";
import { GitError } from "./git.ts";
import type { Commit, Repository } from "./repository.ts";
import { bundleAll, type Side } from "./side.ts";
import { writeTree } from "./write-tree.ts";

/** What is read of a commit. */
interface CommitRequest {
	readonly repository: Repository;
	readonly commit: Commit;
	/** The absolute path of redocly.yaml; the one of the commit is read if it has one. */
	readonly config: string;
	/** The descriptions of the working tree: where to look for those of a commit without a redocly.yaml. */
	readonly apis: readonly Api[];
	readonly names: readonly string[];
}

/**
 * Reads the descriptions of a commit, from a temporary folder that is removed again.
 *
 * @throws {GitError} if the commit has no description
 * @throws {DescriptionError} if it cannot be used; the files are named as git names them, such as `v1.0.0:openapi.yaml`
 */
export function readCommit(request: CommitRequest): Promise<Side> {
	return inTemporaryFolder("spec-diff", (folder) => readCommitIn(realpathSync(folder), request));
}

async function readCommitIn(root: string, request: CommitRequest): Promise<Side> {
	const { commit, names } = request;
	const inCommit = <Position extends SourcePosition>(position: Position): Position => {
		const path = relative(root, resolve(position.file));
		return path.startsWith("..") ? position : { ...position, file: `${commit.label}:${path.split(sep).join("/")}` };
	};
	try {
		const apis = await bundleAll(await loadCommit(request, root), names);
		const located = new Map([...apis].map(([name, api]) => [name, mapPositions(api, inCommit)]));
		return { label: commit.label, apis: located, files: [] };
	} catch (error) {
		if (error instanceof DescriptionError) throw new DescriptionError(error.problems.map(inCommit));
		throw error;
	}
}

function mapPositions({ bundle, locate }: BundledApi, map: (position: SourcePosition) => SourcePosition): BundledApi {
	return { bundle, locate: (pointer) => map(locate(pointer)) };
}

/** Writes what a description may consist of, and opens it. */
async function loadCommit({ repository, commit, config, apis }: CommitRequest, root: string): Promise<Loader> {
	const folder = dirname(config);
	const written = join(root, repository.prefix, basename(config));
	/** The place of a file that was written, or would be, from the root of the clone. */
	const placeOf = (file: string) => relative(root, file).split(sep).join("/");
	const places = apis.map((api) => placeOf(join(dirname(written), relative(folder, api.root))));
	const isWanted = (path: string) => isText(path) || places.some((place) => path.startsWith(`${posix.dirname(place)}/`));
	const { files, absent } = await writeTree(repository.git, commit.id, root, isWanted);
	rejectAbsent(commit, [placeOf(written)], absent);
	if (!existsSync(written)) {
		rejectAbsent(commit, places, absent);
		if (!places.some((place) => files.has(place))) {
			const expected = [placeOf(written), ...places].join(" or ");
			throw new GitError(`${commit.label}: expected a description there (${expected}), found none; choose a later base`);
		}
		writeFileSync(written, readFileSync(config));
	}
	const loader = await createLoader(written);
	const roots = loader.apis.map((api) => placeOf(api.root));
	rejectAbsent(commit, roots, absent);
	return loader;
}

/** @throws {GitError} if one of the files is, or is in, something that the commit does not have */
function rejectAbsent({ label }: Commit, files: readonly string[], absent: ReadonlyMap<string, string>): void {
	for (const [path, what] of absent) {
		if (!files.some((file) => `${file}/`.startsWith(`${path}/`))) continue;
		throw new GitError(`${label}:${path}: expected files of the commit, got ${what}, which is not read; name a file as the base`);
	}
}

/** Whether a file is of a kind that descriptions consist of, wherever it is. */
function isText(path: string): boolean {
	return /\.(?:ya?ml|json|md)$/i.test(path);
}
