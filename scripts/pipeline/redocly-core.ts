import * as redoclyCore from "@redocly/openapi-core";

export type { Config, Document, NormalizedProblem, Source } from "@redocly/openapi-core";

/** Redocly's linter and bundler. No other module loads it. */
export { redoclyCore };

/** Parses YAML or JSON. Throws an `Error` with the line and column of a syntax error. */
export const parseYaml: (text: string) => unknown = redoclyCore.parseYaml;

/** Writes a value as YAML, without anchors, and without breaking long lines. */
export const printYaml = (value: unknown): string => redoclyCore.stringifyYaml(value, { noRefs: true, lineWidth: -1 });
