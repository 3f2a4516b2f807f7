import { isRecord } from "../operation/is-record.ts";
import { SeedError } from "./policy.ts";
import { type WebhookConfiguration, WebhookOptionError } from "./webhook-options.ts";
import type { Webhooks } from "./webhooks.ts";

/**
 * Adds a seed, and configures webhooks as it says. Nothing of a seed that is rejected is kept.
 *
 * @param add adds the rest of the seed
 * @throws {SeedError} with the pointer of what is wrong
 */
export function addWithWebhooks(webhooks: Webhooks, seed: unknown, add: (rest: unknown) => void): void {
	if (!isRecord(seed) || seed.webhooks === undefined) {
		add(seed);
		return;
	}
	const { webhooks: configuration, ...rest } = seed;
	const before = webhooks.configuration;
	try {
		// It is checked here.
		webhooks.configure(configuration as WebhookConfiguration);
		add(rest);
	} catch (error) {
		webhooks.configure(before);
		throw error instanceof WebhookOptionError ? new SeedError("/webhooks", error.message) : error;
	}
}
