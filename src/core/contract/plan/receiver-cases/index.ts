import type { RunContext } from "../../run/run-context.ts";
import type { Plan } from "../case.ts";
import { eventCases } from "./events.ts";
import { repeatCases } from "./repeats.ts";
import { signatureCases } from "./signatures.ts";

/** Derives all cases for a receiver of webhooks from their description. */
export function planReceiverCases(context: RunContext): Plan {
	return { cases: [eventCases, signatureCases, repeatCases].flatMap((source) => source(context)), skips: [] };
}
