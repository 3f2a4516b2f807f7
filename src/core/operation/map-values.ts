/** Maps the values of a record, and keeps its keys. */
export function mapValues<From, To>(
	record: Readonly<Record<string, From>>,
	map: (value: From, key: string) => To,
): Record<string, To> {
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
