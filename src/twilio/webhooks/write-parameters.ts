type WebhookParameters = readonly (readonly [name: string, value: string])[];

/**
 * Writes the parameters of a webhook as the service does: as a form, or as the query of a GET, where a colon and an exclamation
 * mark stay.
 *
 * @param parameters their order decides where the service's own order does not
 */
export function writeParameters(parameters: WebhookParameters, method: "GET" | "POST"): string {
	const encode = method === "GET" ? (text: string) => encodeText(text).replace(/%3A/g, ":").replace(/%21/g, "!") : encodeText;
	return inWireOrder(parameters)
		.map(([name, value]) => `${encode(name)}=${encode(value)}`)
		.join("&");
}

/** Sorts parameters as a `HashMap` of Java iterates over them: by bucket, of which there are 16 for up to 12 entries. */
export function inWireOrder(parameters: WebhookParameters): WebhookParameters {
	let buckets = 16;
	while (parameters.length > buckets * 0.75) buckets *= 2;
	const bucketOf = (name: string) => {
		let hash = 0;
		for (let index = 0; index < name.length; index++) hash = (Math.imul(hash, 31) + name.charCodeAt(index)) | 0;
		return (hash ^ (hash >>> 16)) & (buckets - 1);
	};
	return [...parameters].sort(([one], [other]) => bucketOf(one) - bucketOf(other));
}

/** Encodes as Java's `URLEncoder` does: everything but letters, digits and `-._*`, and a space as `+`. */
function encodeText(text: string): string {
	const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
	return encodeURIComponent(text)
		.replace(/[!'()~]/g, escaped)
		.replaceAll("%20", "+");
}
