/**
 * How another description can differ from ours. The ids stand where those of checks do; to each, what has to hold, in one
 * sentence.
 */
export const DIFFERENCES = {
	"stricter-there": "The other description allows no less than ours.",
	"looser-there": "The other description allows no more than ours.",
	"missing-there": "What is described here is described there.",
	"missing-here": "What is described there is described here.",
	incomparable: "Of two descriptions that differ, one allows everything that the other does.",
} as const;

export type DifferenceId = keyof typeof DIFFERENCES;
