import type { GeneratedFile } from "../pipeline/model.ts";
import { BANNER, propertyName } from "./print.ts";

/** The name of the validator in the code, by component. */
export type ComponentRows = Readonly<Record<string, string>>;

/** A generated module that has validators of components, besides others. */
export interface ComponentsModule {
	/** Beside `components.js`, without ending. */
	readonly file: string;
	/** The name of the table that it exports, if there are any. */
	readonly componentsName: string;
	readonly componentRows: ComponentRows;
}

/**
 * `validators/components.js`: the validator of every component. Those that another module has are imported, so that no schema is
 * compiled for two modules of one program.
 *
 * @param body the code that `rows` name validators of
 * @param rows the components that no other module has
 */
export function printComponentValidators(
	modules: readonly ComponentsModule[],
	body: string,
	rows: ComponentRows,
	runtime: string,
): GeneratedFile[] {
	const used = modules.filter(({ componentRows }) => Object.keys(componentRows).length > 0);
	const members = [...used.map(({ componentsName }) => `\t...${componentsName},\n`), ...printRows(rows)];
	const script = [
		`${BANNER}// @ts-nocheck\n`,
		...used.map(({ file, componentsName }) => `import { ${componentsName} } from "./${file}.js";\n`),
		body,
		`\n/** The validator of every component. */\nexport const componentValidators = {\n${members.join("")}};\n`,
	];
	const declaration = [
		BANNER,
		`import type { ComponentValidators } from "../${runtime}/violation.ts";\n`,
		'import type { components } from "../schema.d.ts";\n\n',
		'export declare const componentValidators: ComponentValidators<components["schemas"]>;\n',
	];
	return [
		{ path: "validators/components.js", content: script.join("") },
		{ path: "validators/components.d.ts", content: declaration.join("") },
	];
}

/** Prints the table of the components that a module has, which only `components.js` imports; nothing if it has none. */
export function printComponentsTable({ componentsName, componentRows }: ComponentsModule): string {
	const rows = printRows(componentRows);
	if (rows.length === 0) return "";
	return `\n/** The validators of components, for the table of all components. */\nexport const ${componentsName} = {\n${rows.join("")}};\n`;
}

function printRows(rows: ComponentRows): string[] {
	return Object.entries(rows).map(([component, validator]) => `\t${propertyName(component)}: ${validator},\n`);
}
