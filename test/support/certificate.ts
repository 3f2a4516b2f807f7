import { generateKeyPairSync, sign } from "node:crypto";

export interface Certificate {
	/** The private key, as PEM. */
	readonly key: string;
	/** The certificate, signed by its own key, as PEM. */
	readonly cert: string;
}

const TAGS = { integer: 0x02, bits: 0x03, octets: 0x04, id: 0x06, text: 0x0c, time: 0x17, sequence: 0x30, set: 0x31 } as const;

/**
 * Makes a certificate for `localhost` and 127.0.0.1 that nobody trusts, so that no test needs a tool or a stored key.
 *
 * @param subject its name, by which it is looked for among others
 */
export function selfSignedCertificate(subject = "localhost"): Certificate {
	const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
	const algorithm = der("sequence", oid("2a8648ce3d040302"));
	const name = der("sequence", der("set", der("sequence", oid("550403"), der("text", Buffer.from(subject)))));
	const validity = der("sequence", ...["200101000000Z", "491231235959Z"].map((time) => der("time", Buffer.from(time))));
	const names = der("sequence", tagged(0x82, Buffer.from("localhost")), tagged(0x87, Buffer.from([127, 0, 0, 1])));
	const extensions = der("sequence", der("sequence", oid("551d11"), der("octets", names)));
	const signed = der(
		"sequence",
		tagged(0xa0, der("integer", Buffer.from([2]))),
		der("integer", Buffer.from([1])),
		algorithm,
		name,
		validity,
		name,
		publicKey.export({ type: "spki", format: "der" }),
		tagged(0xa3, extensions),
	);
	const signature = der("bits", Buffer.concat([Buffer.from([0]), sign("sha256", signed, privateKey)]));
	const base64 = der("sequence", signed, algorithm, signature).toString("base64");
	const cert = `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
	return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert };
}

/** A value of X.690 (DER): tag, length, content. */
function der(type: keyof typeof TAGS, ...contents: readonly Buffer[]): Buffer {
	return tagged(TAGS[type], ...contents);
}

function tagged(tag: number, ...contents: readonly Buffer[]): Buffer {
	const content = Buffer.concat(contents);
	const { length } = content;
	const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function oid(hex: string): Buffer {
	return der("id", Buffer.from(hex, "hex"));
}
