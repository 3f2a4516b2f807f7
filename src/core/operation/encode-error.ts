/** A value that cannot be encoded. */
export class EncodeError extends TypeError {
	/** The kind of value that could be, such as `a date`. */
	readonly expected: string;

	/** @param received a description of the given value, which must not repeat it: it may be a secret */
	constructor(expected: string, received: string) {
		super(`expected ${expected}, got ${received}`);
		this.expected = expected;
	}
}
