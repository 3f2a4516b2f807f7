/**
 * Prints a value of JSON as an expression of JavaScript. As a text it is parsed faster than as an object, and no name in it has a
 * meaning, such as `__proto__`.
 */
export function printData(value: unknown): string {
	return `JSON.parse('${JSON.stringify(value).replace(/[\\']/g, "\\$&")}')`;
}
