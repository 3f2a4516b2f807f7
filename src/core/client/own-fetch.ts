/** What Node's own `fetch` looks like: it loads undici, when it is first called, by this name. */
const OWN_SOURCE = /internal\/deps\/undici\/undici/;

/** What the classes of the dispatchers look like that Node makes itself, from its bundle of undici. */
const OWN_DISPATCHER = /^class[^{]*\{\s*static\s*\{\s*__name\(this, "_?(?:Agent|Dispatcher1Wrapper)"\)/;
const DISPATCHER_NAMES = ["undici.globalDispatcher.1", "undici.globalDispatcher.2"].map((name) => Symbol.for(name));

/** Kept, as to print and search a source takes longer than the rest of the check. */
const knownOwn = new WeakSet<object>();

function isOwn(value: object, source: unknown, pattern: RegExp): boolean {
	if (knownOwn.has(value)) return true;
	if (typeof source !== "function" || !pattern.test(String(source))) return false;
	knownOwn.add(value);
	return true;
}

/**
 * Whether a dispatcher does what Node's own does. Another one, such as a `MockAgent`, or an `Agent` with options, was set by someone
 * who wants to see or to direct the requests. An `Agent` without any is what the package undici sets as it is imported.
 */
function isUsual(dispatcher: object): boolean {
	if (isOwn(dispatcher, dispatcher.constructor, OWN_DISPATCHER)) return true;
	const name = Object.getOwnPropertySymbols(dispatcher).find(({ description }) => description === "options");
	const options: unknown = name && (dispatcher as { readonly [name: symbol]: unknown })[name];
	if (dispatcher.constructor?.name !== "Agent" || typeof options !== "object" || options === null) return false;
	return Object.values(options).every((value) => value === undefined || value === Number.POSITIVE_INFINITY);
}

/** Whether a function is the runtime's own `fetch`, in its own state, so that nobody sees the difference. */
export function isOwnFetch(fetch: unknown): boolean {
	if (typeof fetch !== "function" || !isOwn(fetch, fetch, OWN_SOURCE)) return false;
	const dispatchers = globalThis as { readonly [name: symbol]: object | undefined };
	return DISPATCHER_NAMES.every((name) => dispatchers[name] === undefined || isUsual(dispatchers[name]));
}
