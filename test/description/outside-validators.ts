import { compileErrors, validate } from "@readme/openapi-parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { type RulesetDefinition, Spectral } from "@stoplight/spectral-core";
import { oas } from "@stoplight/spectral-rulesets";

/** Lists what a validator finds in an OpenAPI document, one text per finding. It may change the document. */
type OutsideValidator = (document: Record<string, unknown>) => Promise<string[]>;

const SEVERITIES = ["error", "warning", "information", "hint"];

const spectral = new Spectral();
spectral.setRuleset(oas as RulesetDefinition);

const seriousme = new Validator();

/**
 * Validators of other makers that support OpenAPI 3.1, by rule set or package. They only reach for files or the network where a
 * `$ref` leads there; in a bundle, none does.
 */
export const OUTSIDE_VALIDATORS = {
	/** The rules that are on by default, with findings of every severity. */
	"spectral:oas": async (document) => {
		const findings = await spectral.run(document);
		return findings.map(
			({ severity, code, path, message }) => `${SEVERITIES[severity]} ${code} at ${path.join(" / ")}: ${message}`,
		);
	},
	/** The published JSON Schema of OpenAPI, and every `$ref`. */
	"@seriousme/openapi-schema-validator": async (document) => {
		const { valid, errors = "invalid" } = await seriousme.validate(document);
		if (valid) return [];
		return typeof errors === "string" ? [errors] : errors.map(({ instancePath, message }) => `${instancePath}: ${message}`);
	},
	/** The same schema, and rules that it cannot express. */
	"@readme/openapi-parser": async (document) => {
		const result = await validate(document as never);
		return result.valid ? result.warnings.map(({ message }) => message) : [compileErrors(result)];
	},
} satisfies Record<string, OutsideValidator>;
