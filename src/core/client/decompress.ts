import { brotliDecompress, constants, gunzip, inflate, inflateRaw, type ZlibOptions } from "node:zlib";
import type { TransportResponse } from "./transport.ts";

type Decoder = (bytes: Uint8Array, options: ZlibOptions, done: (error: Error | null, result: Buffer) => void) => void;

/** The encodings of responses that are asked for, as a header. */
export const ACCEPTED_ENCODINGS = "gzip, deflate, br";

/** By the name of the encoding, with the way to read all there is of a body that was cut off. */
const DECODERS = new Map<string, readonly [decode: Decoder, flush: number]>([
	["gzip", [gunzip, constants.Z_SYNC_FLUSH]],
	["x-gzip", [gunzip, constants.Z_SYNC_FLUSH]],
	// Some servers leave out the header of zlib, whose first byte ends in 8.
	[
		"deflate",
		[(bytes, options, done) => ((bytes[0] ?? 0) % 16 === 8 ? inflate : inflateRaw)(bytes, options, done), constants.Z_SYNC_FLUSH],
	],
	["br", [brotliDecompress, constants.BROTLI_OPERATION_FLUSH]],
]);

/** No honest server applies more encodings; each would only cost time and memory. */
const MAX_ENCODINGS = 5;

/**
 * Decodes the body of a response. One in an unknown encoding, or in too many, stays as it is.
 *
 * @param encodings the header `content-encoding`: the encodings in the order in which they were applied
 * @param maxBytes decoding stops once the body is longer
 */
export function decompress(
	response: TransportResponse,
	encodings: string,
	maxBytes: number,
	end: (response: TransportResponse) => void,
): void {
	const names = encodings.toLowerCase().split(/\s*,\s*/);
	const [decode, finishFlush] = (names.length <= MAX_ENCODINGS && DECODERS.get(names.pop() ?? "")) || [];
	if (decode === undefined || finishFlush === undefined) {
		end(response);
		return;
	}
	const isPart = response.broken !== undefined || response.tooLarge;
	decode(response.bytes, { maxOutputLength: Math.max(1, maxBytes), ...(isPart && { finishFlush }) }, (error, bytes) => {
		const { code } = (error ?? {}) as NodeJS.ErrnoException;
		if (code === "ERR_BUFFER_TOO_LARGE") end({ ...response, bytes: Buffer.alloc(0), tooLarge: true });
		else if (error) end({ ...response, broken: response.broken ?? error, bytes: Buffer.alloc(0) });
		else if (names.length === 0) end({ ...response, bytes });
		else decompress({ ...response, bytes }, names.join(), maxBytes, end);
	});
}
