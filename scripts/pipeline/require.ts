import { createRequire } from "node:module";

/**
 * Loads a CommonJS package. Redocly's core, ajv and TypeScript are required, not imported: Node loads their hundreds
 * of modules in a half to a third of the time that way, and an import does not give ajv's default exports.
 */
export const require = createRequire(import.meta.url);
