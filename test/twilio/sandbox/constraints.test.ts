import { expect, test } from "vitest";
import { requestValidators } from "../../../generated/validators/requests.js";
import { type Constraint, constraintsOf } from "../../../src/core/contract/plan/constraints.ts";
import { breakConstraint } from "../../../src/core/contract/plan/violate.ts";
import type { RequestParts } from "../../../src/core/operation/arguments.ts";
import type { HttpRequest } from "../../../src/core/operation/http.ts";
import { decodeRequest, encodeRequest } from "../../../src/core/operation/request.ts";
import type { RequestPart, RequestValidators } from "../../../src/core/operation/violation.ts";
import { model } from "../../description/bundle.ts";
import { AUTHORIZATION, checkedSandbox, SERVICE } from "./helpers.ts";

/** The code of each rule that has one of its own, by `field keyword`; the others have 20001. */
const CODES: Record<string, number> = {
	"Attributes contentMediaType": 50304,
	"DateCreated format": 50308,
	"DateUpdated format": 50309,
	"Body maxLength": 50504,
	"PageSize maximum": 20007,
	...Object.fromEntries(
		["pattern", "minLength", "maxLength"].flatMap((rule) => [
			[`MediaSid ${rule}`, 50510],
			[`ContentSid ${rule}`, 50526],
		]),
	),
	"ContentVariables contentMediaType": 50527,
};

interface Breach {
	readonly name: string;
	readonly id: string;
	readonly part: RequestPart;
	readonly constraint: Constraint;
	/** The request that breaks it; undefined where the bytes on the wire cannot. */
	readonly request: HttpRequest | undefined;
}

const validators: Readonly<Record<string, RequestValidators>> = requestValidators;

const breaches: Breach[] = model.operations.flatMap(({ id, descriptor, request }) => {
	const valid: RequestParts = { body: (Object.values(request.examples)[0] ?? {}) as Record<string, unknown> };
	for (const [name, value] of Object.entries(request.parameterExamples)) {
		const location = descriptor.parameters[name]?.in;
		if (location) valid[location] = { ...valid[location], [name]: value };
	}
	return (Object.keys(request.schemas) as RequestPart[]).flatMap((part) =>
		constraintsOf(request.schemas[part]?.schema ?? true, model.schemas).map((constraint): Breach => {
			const name = `${id} ${part}/${constraint.path.map(String).join("/")} ${constraint.keyword} ${constraint.keyword === "required" ? constraint.expected : ""}`;
			const schema = request.schemas[part]?.schema ?? true;
			const { value } = breakConstraint(constraint, valid[part] ?? {}, schema, model.schemas);
			const broken = encode({ ...valid, [part]: value as Record<string, unknown> });
			const first = constraint.keyword === "type" ? undefined : broken;
			return { name, id, part, constraint, request: first && isBroken(first) ? first : repeated(constraint) };

			function encode(parts: RequestParts): HttpRequest | undefined {
				try {
					return encodeRequest(descriptor, parts, "http://localhost");
				} catch {
					return undefined;
				}
			}
			/** A text cannot be of another type on the wire, but it can stand there twice. */
			function repeated({ keyword, path: [field] }: Constraint): HttpRequest | undefined {
				const plain = encode(valid);
				if (keyword !== "type" || typeof field !== "string" || plain === undefined) return undefined;
				const twice = `${field}=1&${field}=2`;
				const body = plain.body === null || plain.body === "" ? twice : `${plain.body}&${twice}`;
				const request =
					part === "body"
						? { ...plain, body }
						: part === "query"
							? { ...plain, url: `${plain.url.split("?")[0]}?${twice}` }
							: plain;
				return isBroken(request) ? request : undefined;
			}
			function isBroken(plain: HttpRequest): boolean {
				const decoded = decodeRequest(descriptor, plain)?.[part];
				return decoded !== undefined && validators[id]?.[part]?.(decoded) === false;
			}
		}),
	);
});

/** No bytes break these: a missing or a mistyped path segment is another path, a header is always one text, a part is always an object. */
const UNBREAKABLE = ["path required", "path type", "header type", "query type", "body type"];

const testable = breaches.filter(({ request }) => request !== undefined);

test.each(testable)("$name is enforced, and nothing is stored", async ({ part, constraint, request }) => {
	const sandbox = checkedSandbox({
		seed: { resources: [{ path: `/v1/Services/${SERVICE}/Channels/CH${"a".repeat(32)}/Messages`, items: [{}] }] },
	});
	const before = sandbox.snapshot();
	const answer = await sandbox.handle({
		...(request as HttpRequest),
		headers: { ...request?.headers, authorization: AUTHORIZATION },
	});
	const body = JSON.parse(answer.body ?? "null");
	const field = String(constraint.keyword === "required" ? constraint.expected : constraint.path[0]);
	const code = part === "path" ? 20404 : (CODES[`${field} ${constraint.keyword}`] ?? 20001);
	expect({ status: answer.status, code: body.code }).toEqual({ status: part === "path" ? 404 : 400, code });
	if (part !== "path") expect(body.message === "" || code !== 20001 || body.message.includes(field)).toBe(true);
	expect(sandbox.snapshot()).toEqual(before);
});

test("every rule of a request is broken once, but for those that no bytes can break", () => {
	const left = breaches
		.filter(({ request }) => request === undefined)
		.map(({ part, constraint }) => `${part} ${constraint.keyword}`);
	expect([...new Set(left)].filter((rule) => !UNBREAKABLE.includes(rule))).toEqual([]);
	console.log(`${testable.length} of ${breaches.length} rules of requests can be broken on the wire; each is rejected`);
	expect(testable.length).toBeGreaterThan(50);
});
