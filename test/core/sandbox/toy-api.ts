import { operations } from "../../fixtures/toy/generated/operations.ts";
import { payloads } from "../../fixtures/toy/generated/payloads.ts";
import { requestValidators } from "../../fixtures/toy/generated/validators/requests.js";
import { responseValidators } from "../../fixtures/toy/generated/validators/responses.js";

/** Everything that is generated for the toy API. */
export const toyApi = { operations, requestValidators, responseValidators, payloads };
