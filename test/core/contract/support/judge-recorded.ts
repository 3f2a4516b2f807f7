import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { judgeHar } from "../../../../src/core/contract/run/targets/har.ts";
import { toyApi } from "../../../fixtures/toy/api.ts";
import { har } from "../../../support/recordings.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { toyContractPolicy } from "./toy.ts";

/** Judges an HTTP archive of entries by the description of the toy API. */
export function judgeRecorded(entries: readonly unknown[], strict = false) {
	const file = join(temporaryFolder("recording"), "recorded.har");
	writeFileSync(file, har(entries));
	return judgeHar(toyApi, toyContractPolicy, [file], { strict });
}
