import type { ReportFormat } from "../../../report/format.ts";
import type { ContractResult } from "../result.ts";

/** The text of a result, made of the result alone. */
export type Report = ReportFormat<ContractResult>;
