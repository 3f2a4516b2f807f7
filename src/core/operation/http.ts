/** A request as plain data. Header names are in lower case; the body is text. */
export interface HttpRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | null;
}

/** A response as plain data. Header names are in lower case; the body is text. */
export interface HttpResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | null;
	/** Why the bytes of the body are not text; `body` then holds the part that could be decoded. */
	readonly unreadable?: string;
}
