import type { Check } from "../check.ts";
import { constraintsEnforced } from "./constraints-enforced.ts";
import { contentType } from "./content-type.ts";
import { credentialsRequired } from "./credentials-required.ts";
import { defaultShown } from "./default-shown.ts";
import { errorBody } from "./error-body.ts";
import { fetchedAsListed } from "./fetched-as-listed.ts";
import { goneAfterDelete } from "./gone-after-delete.ts";
import { headersPresent } from "./headers-present.ts";
import { identifierUsable } from "./identifier-usable.ts";
import { ignoredFields } from "./ignored-fields.ts";
import { jsonInString } from "./json-in-string.ts";
import { numberIncreases } from "./number-increases.ts";
import { ownAddress } from "./own-address.ts";
import { pageComplete } from "./page-complete.ts";
import { pageLinks } from "./page-links.ts";
import { pageOrder } from "./page-order.ts";
import { pageSize } from "./page-size.ts";
import { readYourWrite } from "./read-your-write.ts";
import { rejectedNotStored } from "./rejected-not-stored.ts";
import { requestAccepted } from "./request-accepted.ts";
import { responded } from "./responded.ts";
import { responseBody } from "./response-body.ts";
import { responseHeaders } from "./response-headers.ts";
import { statusDocumented } from "./status-documented.ts";
import { undocumentedField } from "./undocumented-field.ts";
import { undocumentedHeader } from "./undocumented-header.ts";
import { unknownNotFound } from "./unknown-not-found.ts";
import { updateApplied } from "./update-applied.ts";
import { updateNothingElse } from "./update-nothing-else.ts";
import { vendorRules } from "./vendor-rules.ts";
import { writeShown } from "./write-shown.ts";

/** Every check of a run. */
export const CHECKS: readonly Check[] = [
	responded,
	statusDocumented,
	requestAccepted,
	credentialsRequired,
	unknownNotFound,
	constraintsEnforced,
	rejectedNotStored,
	contentType,
	responseBody,
	errorBody,
	jsonInString,
	responseHeaders,
	headersPresent,
	undocumentedField,
	undocumentedHeader,
	identifierUsable,
	writeShown,
	defaultShown,
	ignoredFields,
	vendorRules,
	ownAddress,
	numberIncreases,
	readYourWrite,
	fetchedAsListed,
	updateApplied,
	updateNothingElse,
	goneAfterDelete,
	pageOrder,
	pageSize,
	pageComplete,
	pageLinks,
];
