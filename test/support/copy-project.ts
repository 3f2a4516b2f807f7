import { cpSync, readdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

/** What a clone does not have, and the installed packages, which a copy shares. */
const LEFT_OUT = ["node_modules", "dist", ".git"];

/** Copies the project to a folder that does not exist yet, as a clone with its packages installed. */
export function copyProject(folder: string): void {
	for (const name of readdirSync(".")) {
		if (!LEFT_OUT.includes(name)) cpSync(name, join(folder, name), { recursive: true });
	}
	symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
}
