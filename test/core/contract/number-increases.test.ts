import { expect, test } from "vitest";
import { describeApi, ID, objectOf, operation, runDescribed } from "./support/described.ts";
import { toyTarget } from "./support/toy.ts";

test("a number that grows is checked in an object of the resource, too", async () => {
	const ticket = objectOf({ id: ID, place: objectOf({ number: { type: "integer", "x-increases": true } }) });
	const text = { note: { type: "string", maxLength: 20, default: "none" } } as const;
	const api = await describeApi({
		"/Tickets": { post: operation("createTicket", [201, ticket], text) },
		"/Tickets/{Ticket}": { get: operation("fetchTicket", [200, ticket]) },
	});
	const target = toyTarget((_, next) => {
		const response = next();
		return { ...response, body: response.body?.replace(/"place":[^,}]+/, '"place":{"number":7}') ?? null };
	}, api);
	const { findings } = await runDescribed(api, target);
	expect(findings).toContainEqual("number-increases createTicket /response/body/place/number 7");
});
