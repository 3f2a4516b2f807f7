import type { DescriptionDifference } from "../../../src/core/compare/result.ts";
import type { HttpRequest } from "../../../src/core/operation/http.ts";
import { requestStarts, writeRequestAs } from "./request-candidates.ts";
import type { SideOperation } from "./side.ts";
import { ACCEPTED } from "./side-judgement.ts";
import type { Witness } from "./witness.ts";

/** What a request has to carry; each alternative is a list of kinds, such as `HTTP basic`. */
type Alternatives = readonly (readonly string[])[];

/** A request with credentials that one description takes and the other does not. They are placeholders. */
export function credentialsWitness(base: SideOperation, { values }: DescriptionDifference): Witness | undefined {
	const [here, there] = [values.here ?? [[]], values.there ?? [[]]] as [Alternatives, Alternatives];
	const held = here.find((kinds) => !isEnough(kinds, there)) ?? there.find((kinds) => !isEnough(kinds, here));
	const [request] = requestStarts(base).flatMap((parts) => writeRequestAs(base, parts, bodyType(base)));
	if (held === undefined || request === undefined) return undefined;
	const judge = (needed: Alternatives) => (isEnough(held, needed) ? ACCEPTED : `asks for ${wordsOf(needed)}`);
	const carried = held.length === 0 ? "without credentials" : `with ${held.join(" and ")}`;
	const witness = { summary: `${base.title} ${carried}`, request: held.reduce(withCredentials, request) };
	return { ...witness, base: judge(here), head: judge(there) };
}

function bodyType({ requestBody }: SideOperation): string | undefined {
	return Object.keys(requestBody?.content ?? {})[0];
}

function isEnough(held: readonly string[], needed: Alternatives): boolean {
	return needed.some((kinds) => kinds.every((kind) => held.includes(kind)));
}

function wordsOf(alternatives: Alternatives): string {
	return alternatives.map((kinds) => kinds.join(" and ") || "nothing").join(" or ");
}

const CREDENTIALS_PLACEHOLDER = "<credentials>";

function withCredentials(request: HttpRequest, kind: string): HttpRequest {
	const [where = "", name = ""] = kind.split(" ");
	if (where === "query") {
		const mark = request.url.includes("?") ? "&" : "?";
		return { ...request, url: `${request.url}${mark}${name}=${encodeURIComponent(CREDENTIALS_PLACEHOLDER)}` };
	}
	const header = where === "header" ? name.toLowerCase() : where === "cookie" ? "cookie" : "authorization";
	const scheme = where === "HTTP" ? name.replace(/^./, (letter) => letter.toUpperCase()) : "Bearer";
	const text =
		where === "header"
			? CREDENTIALS_PLACEHOLDER
			: where === "cookie"
				? `${name}=${CREDENTIALS_PLACEHOLDER}`
				: `${scheme} ${CREDENTIALS_PLACEHOLDER}`;
	return { ...request, headers: { ...request.headers, [header]: text } };
}
