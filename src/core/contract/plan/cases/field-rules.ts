import { operationOf } from "../../../operation/generated-api.ts";
import { successStatus } from "../../../operation/response.ts";
import { shownMembers } from "../../../operation/shown-members.ts";
import type { RunContext } from "../../run/run-context.ts";
import type { Session } from "../../run/session.ts";
import type { Case, Evidence, Skip } from "../case.ts";
import { baseBody, distinctiveValue, exampleBodies, memberSchema, type RequestValues } from "../values.ts";

/** How many resources are created in a row: a number that grows shows only in the second. */
const ITEMS = 2;

/** Creates resources without the fields that have a default, and with fields that are ignored beside others. */
export function fieldRuleCases(context: RunContext): (Case | Skip)[] {
	return [...context.resources.all].flatMap(({ operations }) =>
		operations.create.flatMap((operationId) => [...withoutDefaults(context, operationId), ...besideOthers(context, operationId)]),
	);
}

/** The names of the fields of a body whose schema has a keyword. */
function fieldsWith({ api }: RunContext, operationId: string, keyword: string): string[] {
	const names = Object.keys(operationOf(api, operationId).body?.fields ?? {});
	return names.filter((name) => memberSchema(api, operationId, "body", name)[keyword] !== undefined);
}

function withoutDefaults(context: RunContext, operationId: string): Case[] {
	const { api, policy } = context;
	const defaulted = fieldsWith(context, operationId, "default");
	const base = Object.entries(baseBody(api, policy, operationId) ?? {});
	const rest = Object.fromEntries(base.filter(([name]) => !defaulted.includes(name)));
	// What a policy writes for the owner of the target is sent in every creation.
	const body = policy.mark?.(operationId, rest) ?? rest;
	const left = defaulted.filter((name) => body[name] === undefined);
	if (left.length === 0) return [];
	return [
		{
			id: `life-cycle ${operationId} without ${left.join(", ")}`,
			kind: "life-cycle",
			proves: `A resource of ${operationId} that is created without ${left.join(", ")} shows the documented defaults.`,
			operationIds: [operationId],
			writes: true,
			evidence: Array.from({ length: ITEMS }, () => createdAndFetched(context, operationId, { ...body, ...absent(left) })).flat(),
			run: async (session) => {
				for (let count = 0; count < ITEMS; count++) await createAndFetch(session, operationId, body);
			},
		},
	];
}

/** A case for each field that is ignored beside another, as far as responses have a member that could show it. */
function besideOthers(context: RunContext, operationId: string): (Case | Skip)[] {
	const { api, policy } = context;
	const shown = shownMembers(api, operationId, successStatus(operationOf(api, operationId)), "create");
	const names = fieldsWith(context, operationId, "x-ignored-with").filter((name) => shown.has(policy.propertyNameFor(name)));
	return names.flatMap((name): Case | Skip | [] => {
		const schema = memberSchema(api, operationId, "body", name);
		const other = String(schema["x-ignored-with"]);
		const example = Object.values(exampleBodies(api, operationId)).find((body) => body[other] !== undefined);
		if (example === undefined) return [];
		const base = {
			id: `life-cycle ${operationId} ${name} beside ${other}`,
			kind: "life-cycle" as const,
			operationIds: [operationId],
		};
		const reason = policy.unusableExample?.(operationId, example);
		if (reason !== undefined) return { ...base, reason };
		const both = { ...example, [name]: distinctiveValue(schema, "ignored") };
		const body = policy.mark?.(operationId, both) ?? both;
		return {
			...base,
			proves: `${operationId} ignores ${name} beside ${other}.`,
			writes: true,
			evidence: createdAndFetched(context, operationId, body),
			run: (session) => createAndFetch(session, operationId, body),
		};
	});
}

function absent(names: readonly string[]): RequestValues {
	return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** What `createAndFetch` sends. */
function createdAndFetched({ resources }: RunContext, operationId: string, body: RequestValues): Evidence[] {
	const { fetch } = resources.of(operationId).operations;
	return [{ operationId, parts: { body: { ...body } } }, ...fetch.map((id) => ({ operationId: id }))];
}

async function createAndFetch(session: Session, operationId: string, body: RequestValues): Promise<void> {
	const id = await session.create(operationId, body);
	if (id !== undefined) await session.fetchAll(session.context.resources.of(operationId).operations.fetch, id);
}
