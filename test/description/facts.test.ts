import { expect, test } from "vitest";
import { bundle } from "./bundle.ts";
import { brokenFacts, factsOf } from "./fact.ts";
import { FACT_TABLES } from "./facts/index.ts";

const facts = factsOf(FACT_TABLES);
const isDocumented = ({ source }: { source: string }) => source.startsWith("docs:");

test("every fact of the three documents, their examples and Twilio's conventions holds in the bundle", () => {
	const broken = brokenFacts(bundle, facts);
	const documented = facts.filter(isDocumented).length;
	console.log(`${documented - broken.filter(isDocumented).length}/${documented} documented facts hold`);
	for (const { source } of FACT_TABLES) {
		const count = facts.filter((fact) => fact.source === source).length;
		console.log(`  ${count - broken.filter((fact) => fact.source === source).length}/${count} ${source}`);
	}
	expect(broken).toEqual([]);
});

test("no fact is stated twice", () => {
	const keys = facts.map(({ operationId, place, keyword }) => `${operationId} ${place} ${keyword}`);
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test("a fact about a place that is not there does not hold", () => {
	const fact = {
		source: "test",
		operationId: "fetchConversationMessage",
		place: "200 body nothing",
		keyword: "type",
		documented: "string",
	};
	expect(brokenFacts(bundle, [fact])).toHaveLength(1);
});
