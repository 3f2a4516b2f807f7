import type { ContractPolicy } from "../../../../src/core/contract/policy.ts";
import { operations } from "../../../fixtures/toy/generated/operations.ts";
import { payloads } from "../../../fixtures/toy/generated/payloads.ts";
import { requestValidators } from "../../../fixtures/toy/generated/validators/requests.js";
import { responseValidators } from "../../../fixtures/toy/generated/validators/responses.js";

export const toyApi = { operations, requestValidators, responseValidators, payloads };

export const toyContractPolicy: ContractPolicy = {
	propertyNameFor: (name) => name,
	idField: "id",
	volatileMembers: [],
	unusableParameters: {},
	ordinaryHeaders: ["x-total"],
};
