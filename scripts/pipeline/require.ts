import { createRequire } from "node:module";

/**
 * Loads a CommonJS package that is not bundled with the script. The compiler of ajv and TypeScript are required, not imported:
 * Node loads them in a half to a third of the time that way, and an import does not give ajv's default exports.
 */
export const require = createRequire(import.meta.url);
