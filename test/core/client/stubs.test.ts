import { afterEach, expect, test, vi } from "vitest";
import { createMethods } from "../../../src/core/client/create-client.ts";
import { createToyClient, NOTE, toyConfig } from "./support/toy.ts";

const CLIENTS = {
	"a client": () => createToyClient(),
	"a lean client": () => createMethods(toyConfig, {}),
	http: () => createToyClient().http,
} satisfies Record<string, () => object>;

afterEach(() => void vi.restoreAllMocks());

test.each(Object.entries(CLIENTS))("every method of %s can be stubbed with vi.spyOn, and restored", async (_, create) => {
	const client = create() as Record<string, (...args: unknown[]) => unknown>;
	const names = Object.keys(client).filter((name) => typeof client[name] === "function");
	expect(names.length).toBeGreaterThan(5);
	for (const name of names) {
		const original = client[name];
		const spy = vi.spyOn(client, name).mockResolvedValue(NOTE);
		expect(await client[name]?.({ Reader: "A1" })).toEqual(NOTE);
		expect(spy).toHaveBeenCalledWith({ Reader: "A1" });
		spy.mockRestore();
		expect(client[name]).toBe(original);
	}
});

test.each(Object.entries(CLIENTS))("every method of %s can be replaced as sinon does", (_, create) => {
	const client = create() as Record<string, unknown>;
	for (const name of Object.keys(client)) {
		const original = Object.getOwnPropertyDescriptor(client, name);
		expect(original).toMatchObject({ configurable: true, writable: true, enumerable: true });
		const stub = () => NOTE;
		Object.defineProperty(client, name, { ...original, value: stub });
		expect(client[name]).toBe(stub);
		Object.defineProperty(client, name, original ?? {});
		client[name] = stub;
		expect(client[name]).toBe(stub);
	}
});
