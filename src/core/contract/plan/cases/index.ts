import type { RunContext } from "../../run/run-context.ts";
import type { Plan } from "../case.ts";
import { credentialsCases } from "./credentials.ts";
import { deleteAllCases } from "./delete-all.ts";
import { exampleCases } from "./examples.ts";
import { lifeCycleCases } from "./life-cycle.ts";
import { pagingCases } from "./paging.ts";
import { readingCases } from "./reading.ts";
import { ruleCases } from "./rules.ts";
import { unknownCases } from "./unknown.ts";

const SOURCES = [
	exampleCases,
	lifeCycleCases,
	deleteAllCases,
	pagingCases,
	readingCases,
	credentialsCases,
	unknownCases,
	ruleCases,
];

/** Derives all cases from the description. */
export function planCases(context: RunContext): Plan {
	const plans = SOURCES.map((source) => source(context));
	return { cases: plans.flatMap(({ cases }) => cases), skips: plans.flatMap(({ skips }) => skips) };
}
