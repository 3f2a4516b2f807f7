import { sampleLiteral, settingCode } from "./literal.ts";
import { returnsBody, type SampleWriter } from "./sample.ts";

export interface ClientNames {
	readonly packageName: string;
	/** The function that creates a client. */
	readonly factory: string;
	/** The options for the credentials. */
	readonly username: string;
	readonly password: string;
	/** The option for another server. */
	readonly baseUrl: string;
}

/** Samples for the client generated from the same description, which has a method for every operation. */
export function clientSamples(names: ClientNames): SampleWriter {
	return {
		id: "client",
		label: names.packageName,
		language: "typescript",
		write(operation, { values }, { credentials, baseUrl }) {
			const options = {
				...(credentials && {
					[names.username]: settingCode(credentials.username),
					[names.password]: settingCode(credentials.password),
				}),
				...(baseUrl !== undefined && { [names.baseUrl]: baseUrl }),
			};
			const call = `client.${operation.id}(${Object.keys(values).length === 0 ? "" : sampleLiteral(values, "", 40)})`;
			return `import { ${names.factory} } from ${JSON.stringify(names.packageName)};

const client = ${names.factory}(${sampleLiteral(options, "", 24)});

${useOf(call, operation.descriptor.pagination !== undefined, returnsBody(operation))}`;
		},
	};
}

function useOf(call: string, paginated: boolean, hasBody: boolean): string {
	if (paginated) return `for await (const item of ${call}) {\n  console.log(item);\n}\n`;
	return hasBody ? `const result = await ${call};\nconsole.log(result);\n` : `await ${call};\n`;
}
