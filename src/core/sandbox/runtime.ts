import type { GeneratedApi } from "../operation/generated-api.ts";
import type { Random } from "../operation/random.ts";
import type { Resources } from "../operation/resources.ts";
import type { Router } from "../operation/router.ts";
import type { SandboxPolicy } from "./policy.ts";
import type { Renderer } from "./renderer.ts";
import type { Store } from "./store.ts";

/** What every request is handled with. */
export interface SandboxRuntime {
	readonly api: GeneratedApi;
	readonly policy: SandboxPolicy;
	readonly router: Router;
	readonly resources: Resources;
	readonly renderer: Renderer;
	readonly store: Store;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	readonly random: Random;
}
