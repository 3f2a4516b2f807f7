import type { GeneratedFile } from "../pipeline/model.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import { downgradeDocument } from "./downgrade-document.ts";
import { splitByHost } from "./split-by-host.ts";

/** An edition of the bundle: a complete description of the operations of one host. */
export interface Edition extends GeneratedFile {
	/** The address of the host, such as `https://api.example.com`. */
	readonly server: string;
	/** The version of OpenAPI that it is written in. */
	readonly openapi: string;
}

/**
 * Writes the bundle for tools that ignore the servers of paths, or do not read OpenAPI 3.1: one document per host, and a 3.0.3
 * document of each. They are named by the first label of the host: `openapi.<label>.json` and `openapi.<label>.3.0.json`.
 */
export function editionsOf(bundle: OpenApi): Edition[] {
	return splitByHost(bundle).flatMap(({ label, server, document }) => [
		printEdition(`openapi.${label}.json`, server, document),
		printEdition(`openapi.${label}.3.0.json`, server, downgradeDocument(document)),
	]);
}

function printEdition(path: string, server: string, document: OpenApi): Edition {
	return { path, server, openapi: document.openapi, content: `${JSON.stringify(document)}\n` };
}
