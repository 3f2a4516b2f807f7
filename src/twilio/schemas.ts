import type { components } from "../../generated/schema.d.ts";
import { componentValidators } from "../../generated/validators/components.js";
import { createStandardSchemas, type StandardSchemas } from "../core/operation/standard-schema.ts";

/**
 * The schemas of the description, by name, for every library that takes a Standard Schema (https://standardschema.dev), such as
 * one for forms, routes or queues. Each checks all rules of the description, and returns the value as it was given.
 */
export const schemas: StandardSchemas<components["schemas"]> = createStandardSchemas("twilio-messages", componentValidators);
