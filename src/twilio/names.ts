/** `ChannelSid` to `channel_sid`. */
export function snakeCase(name: string): string {
	return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase();
}

const SCOPE = /^(\/v\d+)\/Services\/\{[^}]+\}(\/[^/]+)/;

/**
 * A conversation is the same by any service and by none: a path below a service means the path without it, where the
 * description has such paths.
 */
export function canonicalPath(collection: string, templates: readonly string[]): string {
	const [scoped = "", version = "", first = ""] = SCOPE.exec(collection) ?? [];
	if (scoped === "") return collection;
	const unscoped = version + first;
	const documented = templates.some((template) => template === unscoped || template.startsWith(`${unscoped}/`));
	return documented ? unscoped + collection.slice(scoped.length) : collection;
}
