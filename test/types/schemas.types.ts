// Checked by the compiler, not run.
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { expectTypeOf } from "vitest";
import type { components } from "../../generated/schema.d.ts";
import { type StandardIssue, type StandardResult, type StandardSchema, schemas } from "../../src/schemas.ts";

type Schemas = components["schemas"];

// Each is a schema of the standard, with the generated type.
expectTypeOf(schemas).toExtend<{ [Name in keyof Schemas]: StandardSchemaV1<Schemas[Name]> }>();
expectTypeOf<keyof typeof schemas>().toEqualTypeOf<keyof Schemas>();
expectTypeOf<StandardSchemaV1.InferOutput<typeof schemas.ConversationMessage>>().toEqualTypeOf<Schemas["ConversationMessage"]>();
expectTypeOf<StandardSchemaV1.InferInput<typeof schemas.ConversationMessage>>().toEqualTypeOf<Schemas["ConversationMessage"]>();
expectTypeOf<StandardSchemaV1.InferOutput<typeof schemas.MessageSid>>().toEqualTypeOf<`IM${string}`>();
expectTypeOf<StandardSchema<string>>().toExtend<StandardSchemaV1<string>>();
expectTypeOf<StandardSchema<string>>().not.toExtend<StandardSchemaV1<number>>();
expectTypeOf<StandardResult<string>>().toExtend<StandardSchemaV1.Result<string>>();
expectTypeOf<StandardIssue>().toExtend<StandardSchemaV1.Issue>();

// A result is one of two, and there is no need to await it.
const result = schemas.ChannelMessage["~standard"].validate({});
if (result.issues) expectTypeOf(result.issues[0]?.path).toEqualTypeOf<readonly (string | number)[] | undefined>();
else expectTypeOf(result.value).toEqualTypeOf<Schemas["ChannelMessage"]>();
// @ts-expect-error the value is there only without issues
result.value;
// @ts-expect-error no such schema
schemas.Message;
