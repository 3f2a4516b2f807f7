import type { Bench } from "../../run/session.ts";
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

/** Everything that the description gives to try. */
export function planCases(bench: Bench): Plan {
	const plans = SOURCES.map((source) => source(bench));
	return { cases: plans.flatMap(({ cases }) => cases), skips: plans.flatMap(({ skips }) => skips) };
}
