import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { diffCommand } from "../../scripts/diff/diff-command.ts";
import { runCommand } from "../../src/core/command/run-command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A repository with the toy API, in which one commit is tagged v1.0.0. */
export interface ToyRepository {
	readonly folder: string;
	git(...args: string[]): string;
	read(path: string): string;
	write(path: string, content: string): void;
	/** Replaces text in a file; it must be there. */
	edit(path: string, from: string, to: string): void;
	/** The path of a file, as messages name it. */
	named(path: string): string;
	/** Runs the command on the repository. */
	diff(args?: readonly string[], env?: Record<string, string>): Promise<{ code: number; out: string; error: string[] }>;
}

export function createToyRepository(): ToyRepository {
	const folder = temporaryFolder("diff-toy");
	for (const path of ["openapi", "redocly.yaml"])
		cpSync(resolve("test/fixtures/toy", path), join(folder, path), { recursive: true });
	const repository = openFolder(folder);
	repository.git("init", "--quiet", "--initial-branch=main");
	commitAll(repository);
	repository.git("tag", "v1.0.0");
	return repository;
}

/** Commits all changes of a repository. */
export function commitAll({ git }: ToyRepository, ...options: string[]): void {
	git("add", "--all");
	git("commit", "--quiet", "--message=change", ...options);
}

/** A folder as a repository, whether it is one or not. */
export function openFolder(folder: string): ToyRepository {
	const at = (path: string) => join(folder, path);
	const repository: ToyRepository = {
		folder,
		git(...args) {
			const identity = ["-c", "user.name=Toy", "-c", "user.email=toy@library.test", "-c", "protocol.file.allow=always"];
			const { status, stdout, stderr } = spawnSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" });
			if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
			return stdout;
		},
		read: (path) => readFileSync(at(path), "utf8"),
		write(path, content) {
			mkdirSync(dirname(at(path)), { recursive: true });
			writeFileSync(at(path), content);
		},
		edit(path, from, to) {
			const before = repository.read(path);
			if (!before.includes(from)) throw new Error(`${path} does not contain ${from}`);
			repository.write(path, before.replace(from, to));
		},
		named: (path) => relative(process.cwd(), at(path)),
		async diff(args = [], env = {}) {
			const [out, error]: [string[], string[]] = [[], []];
			const config = args.includes("--config") ? [] : ["--config", at("redocly.yaml")];
			const context = { out: (text: string) => out.push(text), error: (line: string) => error.push(line), env };
			const code = await runCommand(diffCommand, [...config, ...args], context);
			return { code, out: out.join("\n"), error };
		},
	};
	return repository;
}
