import type { Case, Evidence, Plan } from "../../../../src/core/contract/plan/case.ts";
import { planCases } from "../../../../src/core/contract/plan/cases/index.ts";
import { SeenIdentifiers } from "../../../../src/core/contract/plan/identifiers.ts";
import { memberSchema, parameterSpace } from "../../../../src/core/contract/plan/values.ts";
import type { ContractPolicy } from "../../../../src/core/contract/policy.ts";
import { missingEvidence } from "../../../../src/core/contract/run/evidence.ts";
import type { RunContext } from "../../../../src/core/contract/run/run-context.ts";
import { Sender } from "../../../../src/core/contract/run/sender.ts";
import { Session } from "../../../../src/core/contract/run/session.ts";
import { Silence } from "../../../../src/core/contract/run/silence.ts";
import type { Target } from "../../../../src/core/contract/run/target.ts";
import type { RequestParts } from "../../../../src/core/operation/arguments.ts";
import { type GeneratedApi, operationOf } from "../../../../src/core/operation/generated-api.ts";
import type { HttpRequest } from "../../../../src/core/operation/http.ts";
import { randomFrom } from "../../../../src/core/operation/random.ts";
import { decodeRequest, encodeRequest } from "../../../../src/core/operation/request.ts";
import { Resources } from "../../../../src/core/operation/resources.ts";
import { fixedSample, sampleOf } from "../../../../src/core/operation/sample.ts";

/** The cases of an API, and a way to run one of them with requests that are altered on their way. */
export interface Bench {
	readonly plan: Plan;
	readonly context: RunContext;
	/** Runs a case. Returns why it proves nothing; undefined if it does. The target gets the requests as the case sends them. */
	unproved(testCase: Case, alteration?: Alteration): Promise<string | undefined>;
}

/** A change of the requests of one operation, after which they no longer show what a case needs. */
export interface Alteration {
	readonly name: string;
	readonly operationId: string;
	alter(request: HttpRequest, parts: RequestParts): HttpRequest;
	/** A parameter that is given to the target, so that the altered request is about a known item. */
	readonly parameters?: Readonly<Record<string, string>>;
}

export function createBench(api: GeneratedApi, policy: ContractPolicy, target: Target): Bench {
	const resources = new Resources(api, policy);
	const sender = new Sender(target);
	const context: RunContext = {
		api,
		policy,
		target,
		baseUrl: target.baseUrl,
		resources,
		sender,
		silence: new Silence(),
		selected: Object.keys(api.operations),
		readOnly: false,
		random: randomFrom("bench"),
		seen: new SeenIdentifiers(),
	};
	return {
		context,
		plan: planCases(context),
		async unproved(testCase, alteration) {
			const altering = alteration === undefined ? sender : new AlteringSender(context, alteration);
			const session = new Session({ ...context, sender: altering });
			await testCase.run(session);
			const parameters = { ...target.parameters, ...alteration?.parameters };
			return missingEvidence(testCase, session.steps, { ...context, target: { ...target, parameters } });
		},
	};
}

/** Records other requests than the target gets, so that every response is right and only the requests prove nothing. */
class AlteringSender extends Sender {
	readonly #context: RunContext;
	readonly #alteration: Alteration;

	constructor(context: RunContext, alteration: Alteration) {
		super(context.target);
		this.#context = context;
		this.#alteration = alteration;
	}

	override async send(request: HttpRequest, always: boolean) {
		const result = await super.send(request, always);
		const operation = operationOf(this.#context.api, this.#alteration.operationId);
		const path = request.url.slice((this.#context.baseUrl ?? operation.server).length);
		const parts = request.method === operation.method ? decodeRequest(operation, { ...request, url: path }) : undefined;
		return { ...result, request: parts === undefined ? request : this.#alteration.alter(request, parts) };
	}
}

/** Every way in which one of the requests that a case needs can fail to show it. */
export function alterationsOf({ evidence }: Case, context: RunContext): Alteration[] {
	return evidence.flatMap((one) => [
		...alteredValues(one, context),
		...alteredRule(one, context),
		...alteredCredentials(one, context),
		...alteredItem(one, context),
		...alteredParents(one, evidence, context),
		...alteredAddress(one),
	]);
}

function alteredValues({ operationId, parts = {} }: Evidence, context: RunContext): Alteration[] {
	return Object.entries(parts).flatMap(([name, values]) => {
		// `Object.entries` widens the keys.
		const part = name as keyof RequestParts;
		return Object.entries(values).flatMap(([member, value]) => {
			if (value === undefined)
				return [withValue(context, operationId, part, member, sampled(context, operationId, part, member))];
			const dropped = withValue(context, operationId, part, member, undefined);
			const isId = context.policy.propertyNameFor(member) === context.policy.idField;
			return typeof value === "string" && !isId
				? [dropped, withValue(context, operationId, part, member, `${value}!`)]
				: [dropped];
		});
	});
}

/** The rule is kept, as far as the altered member alone decides that. */
function alteredRule({ operationId, broken }: Evidence, context: RunContext): Alteration[] {
	if (broken === undefined || broken.part === "path") return [];
	const { part, pointer, keyword } = broken;
	const [, member = "undocumented"] = pointer.split("/");
	return [
		withValue(
			context,
			operationId,
			part,
			member,
			keyword === "required" ? sampled(context, operationId, part, member) : undefined,
		),
	];
}

function alteredCredentials({ operationId, credentials }: Evidence, { api, target }: RunContext): Alteration[] {
	if (credentials === undefined && !operationOf(api, operationId).secured) return [];
	const { valid } = target.credentials;
	const alter = (request: HttpRequest) => {
		const others = Object.entries(request.headers).filter(([name]) => !Object.hasOwn(valid, name));
		return { ...request, headers: { ...Object.fromEntries(others), ...(credentials !== undefined && valid) } };
	};
	return [{ name: `${operationId}: other credentials`, operationId, alter }];
}

function alteredItem({ operationId, item = "known" }: Evidence, context: RunContext): Alteration[] {
	const { itemParameter, action } = context.resources.view(operationId);
	if (itemParameter === undefined || item === "any" || action === "create") return [];
	const other = parameterSpace(context.api, operationId, itemParameter).draw(context.random);
	return [
		{
			...withValue(context, operationId, "path", itemParameter, other),
			...(item === "unknown" && { parameters: { [itemParameter]: other } }),
		},
	];
}

/** The parents that another operation of the case has in its path too. */
function alteredParents({ operationId, item }: Evidence, all: readonly Evidence[], context: RunContext): Alteration[] {
	if (item === "any") return [];
	const others = all.filter((one) => one.operationId !== operationId && !one.followed);
	const keys = others.flatMap((one) => parentsIn(one.operationId, context).map(({ key }) => key));
	const shared = parentsIn(operationId, context).filter(({ key }) => keys.includes(key));
	return shared.map(({ name }) =>
		withValue(context, operationId, "path", name, parameterSpace(context.api, operationId, name).draw(context.random)),
	);
}

function parentsIn(operationId: string, { resources }: RunContext) {
	return resources.view(operationId).parameters.filter(({ isItem }) => !isItem);
}

function alteredAddress({ operationId, followed }: Evidence): Alteration[] {
	const elsewhere = (request: HttpRequest) => ({ ...request, url: new URL("/elsewhere", request.url).href });
	const another = (request: HttpRequest) => ({
		...request,
		url: `${request.url}${request.url.includes("?") ? "&" : "?"}altered=1`,
	});
	return [
		{ name: `${operationId}: another path`, operationId, alter: elsewhere },
		...(followed ? [{ name: `${operationId}: another address than the link`, operationId, alter: another }] : []),
	];
}

function sampled({ api }: RunContext, operationId: string, part: keyof RequestParts, member: string): unknown {
	return sampleOf(memberSchema(api, operationId, part, member), fixedSample(api.payloads.schemas));
}

function withValue(
	{ api, baseUrl }: RunContext,
	operationId: string,
	part: keyof RequestParts,
	member: string,
	value: unknown,
): Alteration {
	const operation = operationOf(api, operationId);
	return {
		name: `${operationId}: ${part}/${member} ${value === undefined ? "dropped" : "altered"}`,
		operationId,
		alter(request, parts) {
			const { url, headers, body } = encodeRequest(operation, { ...parts, [part]: { ...parts[part], [member]: value } }, baseUrl);
			const written = part === "cookie" ? part : part === "header" ? member.toLowerCase() : "";
			const others = Object.entries(request.headers).filter(([name]) => name !== written);
			return { ...request, url, body, headers: { ...Object.fromEntries(others), ...headers } };
		},
	};
}
