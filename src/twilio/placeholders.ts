/** Resources that exist only in examples, tests and the sandbox. The documented examples use the same digits. */
export const EXAMPLE_ACCOUNT_SID = `AC${"a".repeat(32)}`;
export const EXAMPLE_SERVICE_SID = `IS${"a".repeat(32)}`;
export const EXAMPLE_CONVERSATION_SID = `CH${"a".repeat(32)}`;
export const EXAMPLE_CONTENT_SID = `HX${"a".repeat(32)}`;
export const EXAMPLE_MEDIA_SID = `ME${"a".repeat(32)}`;
export const EXAMPLE_PARTICIPANT_SID = `MB${"a".repeat(32)}`;

/** Credentials that a sandbox accepts unless it is told which to accept. They are worth nothing anywhere else. */
export const SANDBOX_CREDENTIALS = { username: EXAMPLE_ACCOUNT_SID, password: "token" } as const;
