import { isSecretHeader } from "../../report/redact.ts";

/** Secrets beyond this number are not collected: no real recording has as many accounts. */
const MAX_SECRETS = 10_000;

/** Collects the secrets of recorded requests: the values of secret headers, and the passwords of HTTP Basic. */
export class SecretCollector {
	readonly #secrets = new Set<string>();

	get all(): string[] {
		return [...this.#secrets];
	}

	addHeaders(headers: Readonly<Record<string, string>>): void {
		for (const [name, text] of Object.entries(headers)) {
			if (!isSecretHeader(name) || this.#secrets.size >= MAX_SECRETS) continue;
			const [, scheme = "", value = text] = /^(Basic|Bearer|Digest) +(.*)$/is.exec(text) ?? [];
			this.#secrets.add(value);
			if (scheme.toLowerCase() === "basic") this.#addPassword(value);
		}
	}

	#addPassword(basic: string): void {
		try {
			// The user name is no secret: payloads may contain it, and must be judged as they are.
			const [, password = ""] = atob(basic).split(/:(.*)/s);
			this.#secrets.add(password);
		} catch {
			// Not base64; the whole value is a secret already.
		}
	}
}
