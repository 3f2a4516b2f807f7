import { type Call, documentedCalls } from "../calls.ts";
import type { OperationFacts } from "../facts.ts";
import type { Sample, SampleWriter, Target } from "./sample.ts";

/** Writes the samples of an operation: every documented call, in every language that has it. */
export function writeSamples(facts: OperationFacts, writers: readonly SampleWriter[], target: Target): Sample[] {
	const { operation } = facts;
	const { credentials, ...open } = target;
	const used = operation.descriptor.secured ? target : open;
	return documentedCalls(facts).flatMap((call: Call) =>
		writers.flatMap((writer) => {
			const source = writer.write(operation, call, used);
			return source === undefined ? [] : [{ writer, call, source }];
		}),
	);
}
