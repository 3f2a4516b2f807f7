/** A fault that cannot be used; the message names the member that is invalid. */
export class FaultError extends Error {
	override readonly name = "FaultError";
}
