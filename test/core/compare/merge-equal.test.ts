import { describe, expect, test } from "vitest";
import { valueAt } from "../../../src/core/operation/json-pointer.ts";
import { compareEdited, type Document } from "./support/gate.ts";

const schemas = (document: Document) => document.components.schemas;

/** An edit of a component, where the change is reported, the part that is named in both versions, and all places. */
const SHARED: Readonly<
	Record<string, readonly [edit: (document: Document) => void, part: string, otherPart: string, ...places: string[]]>
> = {
	"a rule of a member": [
		(d) => {
			schemas(d).Ticket.properties.guest.maxLength = 10;
		},
		"/components/schemas/Ticket/properties/guest",
		"/components/schemas/Ticket/properties/guest",
		"buyTicket /request/body/guest",
		"listTickets /response/200/body/guest",
		"buyTicket /response/200/body/guest",
		"fetchTicket /response/200/body/guest",
		"opened /request/body/guest",
	],
	"a rule of a schema that members and parameters are": [
		(d) => {
			schemas(d).Code.pattern = "^[a-z]{5}$";
		},
		"/components/schemas/Code",
		"/components/schemas/Code",
		"listTickets /response/200/body/code",
		"buyTicket /request/body/code",
		"buyTicket /response/200/body/code",
		"fetchTicket /request/path/code",
		"fetchTicket /response/200/body/code",
		"opened /request/body/code",
	],
	"a member that is removed": [
		(d) => {
			delete schemas(d).Ticket.properties.guest;
		},
		"/components/schemas/Ticket/properties/guest",
		"/components/schemas/Ticket",
		"listTickets /response/200/body/guest",
		"buyTicket /request/body/guest",
		"buyTicket /response/200/body/guest",
		"fetchTicket /response/200/body/guest",
		"opened /request/body/guest",
	],
	"a required member that is new": [
		(d) => {
			schemas(d).Ticket.properties.seat = { type: "integer" };
			schemas(d).Ticket.required = ["code", "seat"];
		},
		"/components/schemas/Ticket",
		"/components/schemas/Ticket/properties/seat",
		"buyTicket /request/body/seat",
		"listTickets /response/200/body/seat",
		"buyTicket /response/200/body/seat",
		"fetchTicket /response/200/body/seat",
		"opened /request/body/seat",
	],
	"a header that is removed": [
		(d) => {
			delete d.components.responses.Ticket.headers["X-Left"];
		},
		"/components/headers/Left",
		"/components/responses/Ticket/headers",
		"listTickets /response/200/headers/X-Left",
		"buyTicket /response/200/headers/X-Left",
		"fetchTicket /response/200/headers/X-Left",
	],
	"a parameter that is removed": [
		(d) => {
			delete d.paths["/tickets"].get.parameters;
			delete d.paths["/tickets/{code}"].get.parameters;
		},
		"/components/parameters/Colors",
		"/paths/~1tickets/get",
		"listTickets /request/query/colors",
		"fetchTicket /request/query/colors",
	],
	"a parameter that is new": [
		(d) => {
			d.components.parameters.Size = { name: "size", in: "query", required: true, schema: { type: "integer" } };
			for (const path of ["/tickets", "/tickets/{code}"])
				d.paths[path].get.parameters.push({ $ref: "#/components/parameters/Size" });
		},
		"/paths/~1tickets/get",
		"/components/parameters/Size",
		"listTickets /request/query/size",
		"fetchTicket /request/query/size",
	],
	"a response that is removed": [
		(d) => {
			const others = { default: d.paths["/tickets"].get.responses.default };
			for (const operation of Object.values<Document>(d.paths["/tickets"])) operation.responses = others;
		},
		"/components/responses/Ticket",
		"/paths/~1tickets/get/responses",
		"listTickets /response/200",
		"buyTicket /response/200",
	],
};

describe("a change of a part that operations share is reported once", () => {
	test.each(Object.entries(SHARED))("%s", (_, [edit, part, otherPart, first, ...others]) => {
		const { differences, base, head } = compareEdited(edit);
		expect(differences).toHaveLength(1);
		const [{ operationId, pointer, also = [], location, otherLocation } = differences[0] as never] = differences;
		expect(`${operationId} ${pointer}`).toBe(first);
		expect(also.map((one) => `${one.operationId} ${one.pointer}`)).toEqual(others);
		expect([location, otherLocation]).toEqual([part, otherPart]);
		expect([valueAt(base, location), valueAt(head, otherLocation)]).not.toContain(undefined);
	});

	test("by the place at which it breaks most", () => {
		const { differences } = compareEdited((d) => {
			schemas(d).Ticket.properties.guest.maxLength = 30;
		});
		expect(differences).toMatchObject([{ bump: "major", operationId: "listTickets", pointer: "/response/200/body/guest" }]);
	});
});

test("two members that refer to one schema are two changes, if each is required", () => {
	const base = (d: Document) => {
		schemas(d).Ticket.properties.other = { $ref: "#/components/schemas/Code" };
	};
	const { differences } = compareEdited((d) => {
		base(d);
		schemas(d).Ticket.properties.code = { anyOf: [{ $ref: "#/components/schemas/Code" }, { type: "null" }] };
	});
	expect(differences.map(({ pointer, keyword, location }) => [pointer, keyword, location])).toEqual([
		["/response/200/body/code", "nullable", "/components/schemas/Ticket/properties/code"],
		["/response/200/body/other", undefined, "/components/schemas/Ticket"],
	]);
});

test("a text beside a reference is located there", () => {
	const { differences } = compareEdited((d) => {
		schemas(d).Ticket.properties.code = { $ref: "#/components/schemas/Code", description: "On the back" };
	});
	expect(differences).toMatchObject([
		{ keyword: "documentation", bump: "patch", otherLocation: "/components/schemas/Ticket/properties/code" },
	]);
});
