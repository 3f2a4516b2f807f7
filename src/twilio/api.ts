import { operations } from "../../generated/operations.ts";
import { payloads } from "../../generated/payloads.ts";
import { requestValidators } from "../../generated/validators/requests.js";
import { responseValidators } from "../../generated/validators/responses.js";
import type { GeneratedApi } from "../core/operation/generated-api.ts";

/** Everything that is generated from the description, for the sandbox and the contract tests. */
export const api: GeneratedApi = { operations, requestValidators, responseValidators, payloads };
