import { redoclyCore } from "../pipeline/redocly-core.ts";

/** Writes a value as YAML, without the references that YAML can have within itself. */
export function stringifyYaml(value: object): string {
	return redoclyCore.stringifyYaml(value, { noRefs: true, lineWidth: -1 });
}
