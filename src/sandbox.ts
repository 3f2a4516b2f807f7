export type { CommandContext } from "./core/command/command-context.ts";
export type { Har, HarEntry } from "./core/operation/har.ts";
export type { HttpRequest, HttpResponse } from "./core/operation/http.ts";
export type { ActorRequest } from "./core/sandbox/act.ts";
export type { Change, ChangeSource } from "./core/sandbox/change.ts";
export { ChangeError } from "./core/sandbox/change.ts";
export type { SandboxEvent, SandboxListener } from "./core/sandbox/events.ts";
export type { Fault } from "./core/sandbox/fault.ts";
export { parseFault } from "./core/sandbox/fault.ts";
export { FaultError } from "./core/sandbox/fault-error.ts";
export type { SandboxFetch } from "./core/sandbox/fetch.ts";
export type { SandboxExchange } from "./core/sandbox/har.ts";
export type { RunningSandbox } from "./core/sandbox/listen.ts";
export type { ListenOptions } from "./core/sandbox/listen-options.ts";
export type { Mutation, MutationContext, MutationFactory, NextOptions } from "./core/sandbox/mutations.ts";
export { changeBody, changeMember } from "./core/sandbox/mutations.ts";
export { SeedError } from "./core/sandbox/policy.ts";
export { ConnectionResetError, type Sandbox } from "./core/sandbox/sandbox.ts";
export type { CollectionSeed, Seed, Snapshot } from "./core/sandbox/seed.ts";
export type { ResourceUpdate } from "./core/sandbox/update-resource.ts";
export type { WebhookDelivery } from "./core/sandbox/webhook-delivery.ts";
export {
	type SeedWithWebhooks,
	type WebhookConfiguration,
	type WebhookFetch,
	WebhookOptionError,
	type WebhookOptions,
} from "./core/sandbox/webhook-options.ts";
export type { Webhooks } from "./core/sandbox/webhooks.ts";
export { createSandbox, type SandboxOptions } from "./twilio/sandbox/create-sandbox.ts";
export type { SandboxCredentials, TwilioPolicyOptions } from "./twilio/sandbox/options.ts";
export { SETTABLE_OPTIONS } from "./twilio/sandbox/options.ts";
export { runSandbox } from "./twilio/sandbox/run-sandbox.ts";
export type { Media, NonChatParticipant, Template, TwilioSeed } from "./twilio/sandbox/seed.ts";
