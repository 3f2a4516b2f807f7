/** A file is not an OpenAPI description that can be read. */
export class DescriptionFileError extends Error {
	override readonly name = "DescriptionFileError";
}
