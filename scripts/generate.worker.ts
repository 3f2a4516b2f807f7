import { serveGenerators } from "./generate/serve-generators.ts";

// The generators run in a worker thread, because loading TypeScript takes as long as linting and bundling.
serveGenerators();
