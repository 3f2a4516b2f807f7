/** Documented facts: by operationId, by place ("path ServiceSid", "201 body sid"), by keyword; each keyword is one fact. */
export interface FactTable {
	readonly source: string;
	readonly facts: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}
