import { compareDescriptions } from "../../core/compare/compare-descriptions.ts";
import { readDescription } from "../../core/compare/read-description.ts";
import { readGeneratedApi } from "../../core/compare/read-generated-api.ts";
import type { ComparisonResult } from "../../core/compare/result.ts";
import { api } from "../api.ts";

/**
 * Compares another OpenAPI 3.0 or 3.1 description with this one. The `kind` of each difference is a {@link DifferenceId}.
 *
 * @param document the description, as parsed from JSON or YAML
 * @param name what it is called in reports
 * @throws {DescriptionFileError} if it is not such a description
 */
export function compareDescription(document: unknown, name = "the other description"): ComparisonResult {
	return compareDescriptions(readGeneratedApi(api), readDescription(document), name);
}
