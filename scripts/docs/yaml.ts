import { createRequire } from "node:module";

// Required, not imported: see pipeline/load.ts, which has loaded it by now.
const core = createRequire(import.meta.url)("@redocly/openapi-core") as typeof import("@redocly/openapi-core");

/** Writes a value as YAML, without the references that YAML can have within itself. */
export function stringifyYaml(value: object): string {
	return core.stringifyYaml(value, { noRefs: true, lineWidth: -1 });
}
