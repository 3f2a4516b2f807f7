export type { StandardIssue, StandardResult, StandardSchema, StandardSchemas } from "./core/operation/standard-schema.ts";
export { schemas } from "./twilio/schemas.ts";
