import fc from "fast-check";
import { expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { CHANNEL_MESSAGES, call, checkedSandbox } from "./helpers.ts";

/** What a channel is, without anything that makes it fast: a list. */
interface Model {
	messages: { sid: string; index: number; body: string; attributes: string; edited: boolean }[];
	next: number;
}
type Command = fc.AsyncCommand<Model, Sandbox>;

const command = (name: string, run: (model: Model, sandbox: Sandbox) => Promise<void>): Command => ({
	check: () => true,
	run,
	toString: () => name,
});
const pick = (model: Model, nth: number) => model.messages[nth % Math.max(1, model.messages.length)];
const seen = ({ sid, index, body, attributes, was_edited: edited }: Record<string, unknown>) => ({
	sid,
	index,
	body,
	attributes,
	edited,
});

const create = (Body: string) =>
	command(`create ${JSON.stringify(Body)}`, async (model, sandbox) => {
		const { status, body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body });
		expect([status, body.index, body.body]).toEqual([201, model.next, Body]);
		model.messages.push({ sid: body.sid, index: model.next++, body: Body, attributes: "{}", edited: false });
	});
const change = (nth: number, fields: Record<string, string>) =>
	command(`update ${nth} ${JSON.stringify(fields)}`, async (model, sandbox) => {
		const message = pick(model, nth);
		const { status, body } = await call(sandbox, "POST", `${CHANNEL_MESSAGES}/${message?.sid ?? `IM${"0".repeat(32)}`}`, fields);
		if (message === undefined) {
			expect(status).toBe(404);
			return;
		}
		Object.assign(message, {
			body: fields.Body ?? message.body,
			attributes: fields.Attributes ?? message.attributes,
			edited: true,
		});
		expect([status, seen(body)]).toEqual([200, message]);
	});
const remove = (nth: number) =>
	command(`delete ${nth}`, async (model, sandbox) => {
		const message = pick(model, nth);
		const url = `${CHANNEL_MESSAGES}/${message?.sid ?? `IM${"0".repeat(32)}`}`;
		expect((await call(sandbox, "DELETE", url)).status).toBe(message ? 204 : 404);
		expect((await call(sandbox, "GET", url)).status).toBe(404);
		model.messages = model.messages.filter((other) => other !== message);
	});
const list = (order: "asc" | "desc", size: number) =>
	command(`list ${order} by ${size}`, async (model, sandbox) => {
		const found: unknown[] = [];
		for (let url: string | null = `${CHANNEL_MESSAGES}?Order=${order}&PageSize=${size}`; url !== null; ) {
			const { body } = await call(sandbox, "GET", url);
			expect(body.messages.length).toBeLessThanOrEqual(size);
			found.push(...body.messages.map(seen));
			url = body.meta.next_page_url;
		}
		expect(found).toEqual(order === "asc" ? model.messages : model.messages.toReversed());
	});

test("the sandbox does what a plain list does, whatever happens in whatever order", async () => {
	const text = fc.string({ unit: "grapheme", maxLength: 20 });
	const fields = fc
		.record({ Body: text, Attributes: fc.json() }, { requiredKeys: [] })
		.filter((some) => Object.keys(some).length > 0);
	const commands = fc.commands(
		[
			text.map(create),
			text.map(create),
			fc.tuple(fc.nat(50), fields).map(([nth, some]) => change(nth, some)),
			fc.nat(50).map(remove),
			fc
				.tuple(fc.constantFrom("asc" as const, "desc" as const), fc.integer({ min: 1, max: 9 }))
				.map(([order, size]) => list(order, size)),
		],
		{ maxCommands: 60 },
	);
	await fc.assert(
		fc.asyncProperty(commands, (run) =>
			fc.asyncModelRun(() => ({ model: { messages: [], next: 0 }, real: checkedSandbox() }), run),
		),
		{ numRuns: 100 },
	);
});

test("pages lose and repeat nothing while messages come and go", async () => {
	const action = fc.oneof(
		fc.constant("create" as const),
		fc.nat(50).map((nth) => nth),
	);
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 5 }),
			fc.boolean(),
			fc.array(action, { maxLength: 20 }),
			async (size, descending, actions) => {
				const sandbox = checkedSandbox();
				const sids: string[] = [];
				const add = async () => sids.push((await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" })).body.sid);
				for (let number = 0; number < 12; number++) await add();
				const stayed = new Set(sids);
				const found: string[] = [];
				for (
					let url: string | null = `${CHANNEL_MESSAGES}?Order=${descending ? "desc" : "asc"}&PageSize=${size}`;
					url !== null;
				) {
					const { body }: { body: { messages: { sid: string }[]; meta: { next_page_url: string | null } } } = await call(
						sandbox,
						"GET",
						url,
					);
					found.push(...body.messages.map(({ sid }) => sid));
					url = body.meta.next_page_url;
					const next = actions.shift();
					if (next === "create") await add();
					const gone = typeof next === "number" ? sids[next % sids.length] : undefined;
					if (gone !== undefined && (await call(sandbox, "DELETE", `${CHANNEL_MESSAGES}/${gone}`)).status === 204)
						stayed.delete(gone);
				}
				expect(new Set(found).size).toBe(found.length);
				for (const sid of stayed) expect(found).toContain(sid);
			},
		),
	);
});
