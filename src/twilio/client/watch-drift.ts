import { responseValidators } from "../../../generated/validators/responses.js";
import { createDriftWatch } from "../../core/client/drift.ts";

/** Compares responses with the description. A module of its own, so that the validators are loaded only when needed. */
export const watchDrift = createDriftWatch(responseValidators);
