import type { ContractPolicy } from "../../core/contract/policy.ts";
import { canonicalPath, snakeCase } from "../names.ts";

/** How Twilio does what every API does, as far as its contract is tested. */
export function createContractPolicy(): ContractPolicy {
	return {
		propertyNameFor: snakeCase,
		idField: "sid",
		canonicalPath: (collection, templates) => canonicalPath(collection, templates),
		volatileMembers: ["was_edited", "date_updated"],
		unusableParameters: { PageToken: "a token is only good for the list that it comes from" },
		errorStatus: "/status",
		ordinaryHeaders: ["x-shenanigans", "x-home-region", "x-api-domain", "x-powered-by"],
	};
}
