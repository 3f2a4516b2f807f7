import { payloads } from "../../../generated/payloads.ts";
import { responseValidators } from "../../../generated/validators/responses.js";
import { createDriftWatch } from "../../core/client/drift.ts";
import { snakeCase } from "../names.ts";

/** Compares responses with the description. A module of its own, so that the validators are loaded only when needed. */
export const watchDrift = createDriftWatch({ responseValidators, payloads }, { propertyNameFor: snakeCase });
