import { serveGenerators } from "./generate/serve-generators.ts";

serveGenerators();
