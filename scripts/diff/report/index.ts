import { mapValues } from "../../../src/core/operation/map-values.ts";
import { toPrintableJson } from "../../../src/core/operation/strip-control-characters.ts";
import type { ReportFormat } from "../../../src/core/report/format.ts";
import { viewFormats } from "../../../src/core/report/view-formats.ts";
import type { SpecDiff } from "../spec-diff.ts";
import { terminalChanges } from "./terminal.ts";
import { readPosition, viewAtHead, viewChanges } from "./view-changes.ts";

/** For programs. With one description, `version` has its versions; with several, `versions` has all of them. */
const jsonChanges: ReportFormat<SpecDiff> = ({ bump, base, head, versions, changes, notes }) => {
	const [only, ...others] = versions;
	const { api: _api, bump: _bump, position: _position, ...version } = only ?? {};
	const steps = only && others.length === 0 ? { version } : { versions };
	return toPrintableJson({ bump, base, head, ...steps, changes, notes });
};

const atHead = viewFormats(viewAtHead);

const formats: Readonly<Record<string, ReportFormat<SpecDiff>>> = {
	terminal: terminalChanges,
	json: jsonChanges,
	...viewFormats(viewChanges),
	// Those who show them have the files of the head alone.
	annotations: atHead.annotations,
	sarif: atHead.sarif,
};

/** Every report of a comparison of two sides, by the name that `--report` takes. */
export const DIFF_REPORTS = mapValues(formats, (print): ReportFormat<SpecDiff> => {
	return (diff, context = {}) => {
		const { link } = context;
		// A place in the base is in no file that a page could link to.
		const isLinked = (file: string) => !file.startsWith(`${diff.base}:`);
		return print(diff, {
			...context,
			locate: readPosition,
			...(link && { link: (position) => (isLinked(position.file) ? link(position) : undefined) }),
		});
	};
});
