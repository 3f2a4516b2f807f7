import type { ContractPolicy } from "../../core/contract/policy.ts";
import { canonicalPath, snakeCase } from "../names.ts";
import { judgeWrite } from "./judge-write.ts";

/** Twilio's conventions, as far as the contract tests need them. */
export function createContractPolicy(): ContractPolicy {
	return {
		propertyNameFor: snakeCase,
		idField: "sid",
		canonicalPath: (collection, templates) => canonicalPath(collection, templates),
		volatileMembers: ["was_edited", "date_updated"],
		unusableParameters: { PageToken: "a token is only valid for the list that it comes from" },
		judgeWrite,
		errorStatus: "/status",
		ordinaryHeaders: ["x-shenanigans", "x-home-region", "x-api-domain", "x-powered-by"],
	};
}
