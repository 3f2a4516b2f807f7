/** The version of this package, as `package.json` says it. A test holds the two together. */
export const VERSION = "0.1.0";
