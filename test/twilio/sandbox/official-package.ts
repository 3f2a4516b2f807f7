import { createRequire } from "node:module";
import type twilio from "twilio";
import { parameterNames } from "../../../src/core/operation/path-template.ts";
import { type DescribedCollection, type OperationName, table } from "./collections.ts";

/**
 * Generations of the official package: the last release of the JavaScript written by hand, the last one before the current
 * major version, and the current one. Each has types of its own; only the calls that all of them have are made here.
 */
export const GENERATIONS: Readonly<Record<string, OfficialPackage>> = Object.fromEntries(
	["twilio3", "twilio5", "twilio"].map((name) => {
		const require = createRequire(import.meta.url);
		return [`twilio ${require(`${name}/package.json`).version}`, require(name)];
	}),
);

export type OfficialPackage = typeof twilio;

/** A resource as the package returns it. */
export interface Instance {
	readonly sid: string;
	toJSON(): Record<string, unknown>;
	readonly [member: string]: unknown;
}

export interface Page {
	readonly instances: readonly Instance[];
	nextPage(): Promise<Page | undefined> | undefined;
	previousPage(): Promise<Page | undefined> | undefined;
}

/** The calls at a path; those that the path does not have are absent at run time. */
export interface PackageCalls {
	create(options: object): Promise<Instance>;
	list(options?: object): Promise<Instance[]>;
	each(options: object, callback: (instance: Instance) => void): void;
	page(options?: object): Promise<Page>;
	fetch(): Promise<Instance>;
	update(options: object): Promise<Instance>;
	remove(): Promise<boolean>;
}

/** Names of the package that are not those of the path. */
const NAMES: Readonly<Record<string, string>> = { Receipts: "deliveryReceipts" };

interface Step {
	(value: string | undefined): Step;
	readonly [name: string]: Step;
}

/**
 * The calls at the path of an operation: `/v1/Services/{ServiceSid}/Channels` of chat.twilio.com is
 * `client.chat.v1.services(sid).channels`.
 *
 * @throws {TypeError} where the package has no such calls
 */
export function callsOf(client: twilio.Twilio, name: OperationName, values: Readonly<Record<string, string>>): PackageCalls {
	const { server, path } = table[name];
	const [product = ""] = new URL(server).hostname.split(".");
	const [, version = "", ...segments] = path.split("/");
	const start = (client as unknown as Step)[product]?.[version] as Step;
	return segments.reduce<Step>((step, segment) => {
		const [parameter] = parameterNames(segment);
		return parameter === undefined ? (step[NAMES[segment] ?? lowerCamel(segment)] as Step) : step(values[parameter]);
	}, start) as unknown as PackageCalls;
}

/** The operations of a collection that the package has no method for. */
export function missingCalls(client: twilio.Twilio, { operations, parents }: DescribedCollection): string[] {
	const methods = { list: "list", create: "create", fetch: "fetch", update: "update", delete: "remove" } as const;
	return Object.entries(operations).flatMap(([action, name]) => {
		try {
			const calls = callsOf(client, name, { ...parents, Sid: "x" });
			return typeof calls[methods[action as keyof typeof methods]] === "function" ? [] : [name];
		} catch {
			return [name];
		}
	});
}

/** The option of the package for a field or a parameter: `X-Twilio-Webhook-Enabled` is `xTwilioWebhookEnabled`. */
export function lowerCamel(name: string): string {
	const joined = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
	return joined.charAt(0).toLowerCase() + joined.slice(1);
}
