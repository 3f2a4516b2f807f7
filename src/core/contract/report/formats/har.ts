import { toHar } from "../../../operation/har.ts";
import type { Report } from "../result.ts";

/** An HTTP archive of every exchange that was kept, or of those with findings. */
export const harReport: Report = ({ exchanges, findings }) => {
	const shown = exchanges.length > 0 ? exchanges : findings.map(({ exchange }) => exchange);
	const commented = shown.map((exchange) => {
		const { operationId, failure } = exchange;
		return { ...exchange, comment: failure === undefined ? operationId : `${operationId}: ${failure}` };
	});
	return `${JSON.stringify(toHar("contract", commented), null, 2)}\n`;
};
