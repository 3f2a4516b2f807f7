const WORD = "(?:redacted|removed|replaced|saniti[sz]ed|masked|filtered|hidden|scrubbed|omitted)";
const REPLACED = new RegExp(`^${WORD}$|[[<({][\\w .-]*${WORD}[\\w .-]*[\\])}>]|[*•]{3}`, "i");

/** Whether a value, or an item of a list, was replaced before a recording was passed on, as in `[redacted]` or `AC******`. */
export function isReplaced(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(isReplaced);
	return typeof value === "string" && value.length < MAX_LENGTH && REPLACED.test(value);
}

/** Longer texts hold more than what was put in the place of a secret. */
const MAX_LENGTH = 200;
