import { once } from "node:events";
import { parentPort, Worker } from "node:worker_threads";
import { type SiteWork, siteWork } from "./site-work.ts";

/** A thread that works for one site. */
export interface SiteThread extends SiteWork {
	/** Lets it end once its work is done. */
	close(): Promise<void>;
}

interface WorkRequest {
	readonly id: number;
	readonly name: keyof SiteWork;
	readonly input: never;
}

type WorkReply = { readonly id: number } & ({ readonly output: never } | { readonly error: unknown });

/**
 * Starts a thread that works beside this one.
 *
 * @param script the bundled `docs.worker.ts`
 * @param entries the scripts that will be asked for, which are bundled at once
 */
export function startSiteThread(script: URL, entries: readonly string[]): SiteThread {
	const worker = new Worker(script);
	const pending = new Map<number, { resolve(output: never): void; reject(error: unknown): void }>();
	let broken: unknown;
	const fail = (error: unknown) => {
		broken ??= error;
		for (const { reject } of pending.values()) reject(broken);
		pending.clear();
	};
	worker.on("message", (reply: WorkReply) => {
		const call = pending.get(reply.id);
		pending.delete(reply.id);
		if ("error" in reply) call?.reject(reply.error);
		else call?.resolve(reply.output);
	});
	worker.on("error", fail);
	worker.on("exit", (code) => fail(new Error(`The thread of the site stopped with exit code ${code}`)));
	let lastId = 0;
	const ask = <Output>(name: keyof SiteWork, input: unknown): Promise<Output> =>
		new Promise((resolve, reject) => {
			if (broken !== undefined) return reject(broken);
			const id = ++lastId;
			pending.set(id, { resolve, reject });
			worker.postMessage({ id, name, input });
		});
	const bundled = new Map(entries.map((entry) => [entry, ask<string>("bundleScript", entry)]));
	// Reported to whoever asks for the script.
	for (const script of bundled.values()) script.catch(() => {});
	return {
		bundleScript: (entry) => bundled.get(entry) ?? ask("bundleScript", entry),
		printMarkdown: (input) => ask("printMarkdown", input),
		// Asked to exit, not terminated: Node aborts if a worker is terminated while it requires an ES module.
		async close() {
			if (broken !== undefined) return;
			const ended = once(worker, "exit");
			worker.postMessage(null);
			await ended;
		},
	};
}

/** Makes this worker thread do what it is asked for, until it gets null. */
export function serveSiteWork(): void {
	parentPort?.on("message", async (request: WorkRequest | null) => {
		if (request === null) return parentPort?.close();
		const { id, name, input } = request;
		try {
			parentPort?.postMessage({ id, output: await siteWork[name](input) });
		} catch (error) {
			parentPort?.postMessage({ id, error });
		}
	});
}
