/** The sources that a node names itself (`x-source`, one or several); those of the node around it if it names none. */
export function sourcesOf(node: object, inherited: readonly string[] = []): readonly string[] {
	const source = (node as { "x-source"?: unknown })["x-source"];
	return source === undefined ? inherited : [source].flat().map(String);
}
