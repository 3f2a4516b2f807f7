/** A file cannot be read, written or understood; the message is one line. */
export class StateFileError extends Error {
	override readonly name = "StateFileError";
}

/** An error about a file that the operating system reports, with its code, such as `ENOSPC`. */
export function fileError(file: string, failure: string, error: unknown): StateFileError {
	if (error instanceof StateFileError) return error;
	return new StateFileError(`${file}: ${failure} (${(error as NodeJS.ErrnoException).code ?? error})`);
}
