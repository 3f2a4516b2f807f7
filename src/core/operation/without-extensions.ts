/** The members of an object of OpenAPI whose other names its author chose, such as paths, without its extensions (`x-…`). */
export function withoutExtensions<Member>(members: Readonly<Record<string, Member>>): Record<string, Member> {
	return Object.fromEntries(Object.entries(members).filter(([name]) => !name.startsWith("x-")));
}
