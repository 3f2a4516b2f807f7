import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type GeneratorThread, generateApi } from "../../scripts/generate/run.ts";
import { runGenerators } from "../../scripts/generate/run-generators.ts";
import { createLoader } from "../../scripts/pipeline/load.ts";
import { DescriptionError, type LocatedProblem } from "../../scripts/pipeline/problem.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** What a run made: files by path, or problems whose paths are relative to the folder. */
export interface Generated {
	readonly files: Readonly<Record<string, string>>;
	readonly problems: readonly LocatedProblem[];
}

const CONFIG = "apis:\n  things:\n    root: openapi.yaml\n    output: generated/openapi.json\nextends: []\n";

/** Runs the generators where the command would start a thread. */
const HERE: GeneratorThread = { run: async (request) => runGenerators(structuredClone(request)), close: async () => {} };

/**
 * Generates from a description as `generateFolder` does.
 *
 * @param files the description by path; `openapi.yaml` is its root
 */
export async function generateFrom(
	files: Readonly<Record<string, string>>,
	folder = temporaryFolder("things"),
): Promise<Generated> {
	for (const [path, text] of Object.entries({ "redocly.yaml": CONFIG, ...files })) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return generateFolder(folder);
}

/**
 * Lints, bundles and generates a description without the command, in a tenth of its time.
 *
 * @param folder holds the description, and its redocly.yaml
 * @throws {Error} if a part of the pipeline crashes
 */
export async function generateFolder(folder: string): Promise<Generated> {
	const shown = (text: string) => text.replaceAll(`${relative(".", folder)}/`, "");
	try {
		const loader = await createLoader(join(folder, "redocly.yaml"));
		const [api] = loader.apis;
		if (api === undefined) throw new Error("no API");
		const { files: made } = await generateApi(api, loader, HERE, () => {});
		return { files: Object.fromEntries(made.map(({ path, content }) => [path, content])), problems: [] };
	} catch (error) {
		if (!(error instanceof DescriptionError)) throw error;
		const problems = error.problems.map(({ file, message, ...problem }) => {
			return { ...problem, file: relative(folder, resolve(file)), message: shown(message) };
		});
		return { files: {}, problems };
	}
}

/** A description of one file that uses most of what the pipeline reads. */
export const THINGS = `openapi: 3.1.1
info: { title: Things, version: "1" }
servers:
  - url: https://api.things.test
paths:
  /things/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string }, example: a }
    get:
      operationId: fetchThing
      parameters:
        - { name: tags, in: query, schema: { type: array, items: { type: string } }, example: [a] }
      responses:
        "200":
          description: The thing.
          headers:
            X-Count: { schema: { type: integer }, example: 1 }
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Thing" }
              example: { name: a }
    post:
      operationId: changeThing
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              properties:
                Name: { type: string }
                Tags: { type: array, items: { type: string } }
            examples:
              one: { value: { Name: a } }
      responses:
        "204":
          description: Changed.
components:
  schemas:
    Thing:
      type: object
      required: [name]
      properties:
        name: { type: string }
`;

/** Replaces texts, each of which must be there. */
export function edited(text: string, edits: readonly (readonly [from: string, to: string])[]): string {
	return edits.reduce((before, [from, to]) => {
		if (!before.includes(from)) throw new Error(`nothing contains ${from}`);
		return before.replace(from, () => to);
	}, text);
}
