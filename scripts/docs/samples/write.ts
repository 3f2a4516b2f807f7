import type { OperationDoc } from "../../pipeline/describe-operations.ts";
import { documentedCalls } from "../calls.ts";
import type { Sample, SampleTarget, SampleWriter } from "./sample.ts";

/** Writes the samples of an operation: every documented call, in every language that has it. */
export function writeSamples(doc: OperationDoc, writers: readonly SampleWriter[], target: SampleTarget): Sample[] {
	const { operation } = doc;
	const { credentials, ...open } = target;
	const used = operation.descriptor.secured ? target : open;
	return documentedCalls(doc).flatMap((call) =>
		writers.flatMap((writer) => {
			const source = writer.write(operation, call, used);
			return source === undefined ? [] : [{ writer, call, source: source.trimEnd() }];
		}),
	);
}
