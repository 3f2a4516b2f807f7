import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { SourcePosition } from "../../src/core/operation/source-position.ts";
import type { BundledApi } from "../pipeline/bundle.ts";
import { createLoader } from "../pipeline/load.ts";
import { DescriptionError } from "../pipeline/problem.ts";
import type { Api } from "../pipeline/read-config.ts";
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
export async function readCommit(request: CommitRequest): Promise<Side> {
	const { commit, names } = request;
	const root = realpathSync(mkdtempSync(join(tmpdir(), "spec-diff-")));
	const inCommit = <Position extends SourcePosition>(position: Position): Position => {
		const path = relative(root, resolve(position.file));
		return path.startsWith("..") ? position : { ...position, file: `${commit.label}:${path.split(sep).join("/")}` };
	};
	try {
		const apis = await bundleAll(await createLoader(await writeCommit(request, root)), names);
		return { label: commit.label, apis: new Map([...apis].map(([name, api]) => [name, mapPositions(api, inCommit)])) };
	} catch (error) {
		if (error instanceof DescriptionError) throw new DescriptionError(error.problems.map(inCommit));
		throw error;
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}

function mapPositions({ bundle, locate }: BundledApi, map: (position: SourcePosition) => SourcePosition): BundledApi {
	return { bundle, locate: (pointer) => map(locate(pointer)) };
}

/** Writes what a description may consist of. @returns the path of redocly.yaml */
async function writeCommit({ repository, commit, config, apis }: CommitRequest, root: string): Promise<string> {
	const folder = dirname(config);
	const written = join(root, repository.prefix, basename(config));
	/** The place of a file of the working tree, from the root of the clone. */
	const placeOf = (file: string) =>
		relative(root, join(dirname(written), relative(folder, file)))
			.split(sep)
			.join("/");
	const folders = apis.map((api) => `${dirname(placeOf(api.root))}/`);
	const isWanted = (path: string) => isText(path) || folders.some((each) => path.startsWith(each));
	const files = await writeTree(repository.git, commit.id, root, isWanted);
	if (existsSync(written)) return written;
	const places = apis.map((api) => placeOf(api.root));
	if (!places.some((place) => files.has(place))) {
		const expected = [placeOf(config), ...places].join(" or ");
		throw new GitError(`${commit.label}: expected a description there (${expected}), found none; choose a later base`);
	}
	writeFileSync(written, readFileSync(config));
	return written;
}

/** Whether a file is of a kind that descriptions consist of, wherever it is. */
function isText(path: string): boolean {
	return /\.(?:ya?ml|json|md)$/i.test(path);
}
