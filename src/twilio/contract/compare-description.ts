import { compareDescriptions } from "../../core/compare/compare-descriptions.ts";
import { readDescription } from "../../core/compare/read-description.ts";
import type { Outcome } from "../../core/contract/report/result.ts";
import { api } from "../api.ts";

/**
 * Compares another OpenAPI 3.0 or 3.1 description with this one. The `check` of each difference says of what kind it is
 * ({@link DifferenceId}).
 *
 * @param document the description, as its JSON or YAML is read
 * @param name what it is called in reports
 * @throws {DescriptionFileError} where it is none
 */
export function compareDescription(document: unknown, name = "the other description"): Outcome {
	return compareDescriptions(api, readDescription(document), name);
}
