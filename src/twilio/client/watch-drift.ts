import { responseValidators } from "../../../generated/validators/responses.js";
import { createDriftWatch } from "../../core/client/drift.ts";

/** Compares answers with the description. In a module of its own, so that it is loaded only where it is asked for. */
export const watchDrift = createDriftWatch(responseValidators);
