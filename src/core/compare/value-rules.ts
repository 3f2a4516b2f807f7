/**
 * What a description says of one value: rules by keyword. A rule that is undefined allows everything. Besides keywords of JSON
 * Schema there are
 *
 * - of every value: `required`, which is true or undefined; `nullable`, which is false or undefined; `alternatives`, the schemas of
 *   which one has to fit, and `exclusive`, which is true if several may not; `example`, the documented values; `documentation`, the texts for people; extensions by their names;
 * - of an operation: `operationId`, `server` (addresses, the first is used), `security` (alternatives, each a list of
 *   credentials), `pagination`, `idempotent`; of a webhook: `method`;
 * - of a parameter or a header: `name` in the path, `style`, `explode`, `allowReserved`; of a field: `encoding`;
 * - of a body: `mediaTypes`.
 */
export type ValueRules = Readonly<Record<string, unknown>>;
