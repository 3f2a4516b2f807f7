import { add, all, type Row, remove, rename, set, takeOut } from "./edit.ts";

const LIST = "/paths/~1parcels/get";
const CREATE = "/paths/~1parcels/post";
const FORM = `${CREATE}/requestBody/content/application~1x-www-form-urlencoded`;
const FIELDS = `${FORM}/schema/properties`;
const MOVE = "/paths/~1parcels~1{parcelId}~1moves/post";
const JSON_BODY = `${MOVE}/requestBody/content/application~1json`;
const MEMBERS = `${JSON_BODY}/schema/properties`;

/** Edits of what clients send. */
export const PARCELS_REQUESTS: readonly Row[] = [
	["a field may be shorter only", set(`${FIELDS}/To/maxLength`, 30), "major"],
	["a field may be longer", set(`${FIELDS}/To/maxLength`, 50), "minor"],
	["a field has no limit", remove(`${FIELDS}/To/maxLength`), "minor"],
	["a field must be longer", set(`${FIELDS}/To/minLength`, 3), "major"],
	["a field becomes required", add(`${FORM}/schema/required`, "Weight"), "major"],
	["a field becomes optional", takeOut(`${FORM}/schema/required`, "To"), "minor"],
	["a field is removed", remove(`${FIELDS}/Day`), "major"],
	["an optional field is new", set(`${FIELDS}/Color`, { type: "string" }), "minor"],
	["a required field is new", all(set(`${FIELDS}/Color`, { type: "string" }), add(`${FORM}/schema/required`, "Color")), "major"],
	["a field is renamed", rename(`${FIELDS}/Day`, "Date"), "major"],
	["a number has another type", set(`${FIELDS}/Weight/type`, "integer"), "major"],
	["a limit becomes inclusive", all(remove(`${FIELDS}/Weight/exclusiveMinimum`), set(`${FIELDS}/Weight/minimum`, 0)), "minor"],
	["a maximum falls", set(`${FIELDS}/Weight/maximum`, 50), "major"],
	["a number has to be a multiple", set(`${FIELDS}/Weight/multipleOf`, 0.5), "major"],
	["a form takes no empty number any more", set(`${FIELDS}/Priority/type`, "integer"), "major"],
	["a form takes no null for a text any more", set(`${FIELDS}/Note/type`, "string"), "major"],
	["a form takes null", set(`${FIELDS}/Weight/type`, ["number", "null"]), "minor"],
	["a list may be shorter only", set(`${FIELDS}/Labels/maxItems`, 2), "major"],
	["the items of a list have a limit", set(`${FIELDS}/Labels/items/maxLength`, 10), "major"],
	["a list becomes one text", set(`${FIELDS}/Labels`, { type: "string" }), "major"],
	["a pattern becomes stricter", set(`${FIELDS}/Code/pattern`, "^[A-C]{3}$"), "major"],
	["a pattern becomes looser", set(`${FIELDS}/Code/pattern`, "^[A-Z]{3,4}$"), "minor"],
	["a pattern becomes another", set(`${FIELDS}/Code/pattern`, "^[A-C]{3,4}$"), "major"],
	["a pattern is written differently", set(`${FIELDS}/Code/pattern`, "^[A-Z][A-Z][A-Z]$"), "none"],
	["a pattern is not anchored any more", set(`${FIELDS}/Code/pattern`, "[A-Z]{3}"), "minor"],
	["a format is dropped", remove(`${FIELDS}/Day/format`), "minor"],
	["a format is added", set(`${FIELDS}/To/format`, "email"), "major"],
	["a text need not hold JSON", remove(`${FIELDS}/Extra/contentMediaType`), "minor"],
	["a text has to hold JSON", set(`${FIELDS}/Note/contentMediaType`, "application/json"), "major"],
	["a default changes", set(`${FIELDS}/Express/default`, true), "major"],
	["a default is dropped", remove(`${FIELDS}/Express/default`), "major"],
	["a field is deprecated", set(`${FIELDS}/Day/deprecated`, true), "minor"],
	["a list of a form is written in one entry", set(`${FORM}/encoding`, { Labels: { style: "form", explode: false } }), "major"],
	["a list of a form is written as JSON", set(`${FORM}/encoding`, { Labels: { contentType: "application/json" } }), "major"],
	["the usual encoding is stated", set(`${FORM}/encoding`, { Labels: { style: "form", explode: true } }), "none"],
	["a form becomes JSON", rename(FORM, "application/json"), "major"],
	["a body may be JSON too", set(`${CREATE}/requestBody/content/application~1json`, { schema: { type: "object" } }), "minor"],
	["a body becomes optional", set(`${CREATE}/requestBody/required`, false), "minor"],
	["a body becomes required", set(`${MOVE}/requestBody/required`, true), "major"],
	["a body is removed", remove(`${MOVE}/requestBody`), "major"],
	["a member loses an alternative", remove(`${MEMBERS}/to/oneOf/1`), "major"],
	["a member has one more alternative", add(`${MEMBERS}/to/oneOf`, { type: "integer" }), "minor"],
	["a list needs more items", set(`${MEMBERS}/steps/minItems`, 2), "major"],
	["a list may have an item twice", remove(`${MEMBERS}/steps/uniqueItems`), "minor"],
	["items are multiples of a greater number", set(`${MEMBERS}/steps/items/multipleOf`, 10), "major"],
	["a constant changes", set(`${MEMBERS}/kind/const`, "moved"), "major"],
	["a member of a member becomes required", set(`${MEMBERS}/by/required`, ["name"]), "major"],
	["further members are allowed", remove(`${JSON_BODY}/schema/additionalProperties`), "minor"],
	["further members are not allowed", set(`${FORM}/schema/additionalProperties`, false), "major"],
	["a list of the query is written in one entry", set(`${LIST}/parameters/0/explode`, false), "major"],
	["a list of the query is separated by pipes", all(set(`${LIST}/parameters/1/style`, "pipeDelimited")), "major"],
	["the usual style is stated", set(`${LIST}/parameters/0/style`, "form"), "none"],
	["a parameter is removed", remove(`${LIST}/parameters/3`), "major"],
	["an optional parameter is new", add(`${LIST}/parameters`, { name: "q", in: "query", schema: { type: "string" } }), "minor"],
	[
		"a required parameter is new",
		add(`${LIST}/parameters`, { name: "q", in: "query", required: true, schema: { type: "string" } }),
		"major",
	],
	["a parameter becomes required", set(`${LIST}/parameters/3/required`, true), "major"],
	["a header becomes required", set(`${LIST}/parameters/4/required`, true), "major"],
	["a parameter moves into a header", set(`${LIST}/parameters/3/in`, "header"), "major"],
	["a parameter takes one value less", takeOut(`${LIST}/parameters/2/schema/enum`, "desc"), "major"],
	["a parameter takes one value more", add(`${LIST}/parameters/2/schema/enum`, "none"), "minor"],
	["a parameter has another default", set(`${LIST}/parameters/2/schema/default`, "desc"), "major"],
	[
		"a cookie becomes required",
		add(`${LIST}/parameters`, { name: "session", in: "cookie", required: true, schema: { type: "string" } }),
		"major",
	],
	["a parameter takes any text", remove(`${LIST}/parameters/2/schema/enum`), "minor"],
	["a parameter takes one text alone", set(`${LIST}/parameters/2/schema/const`, "asc"), "major"],
	["a parameter takes a number too", set(`${LIST}/parameters/2/schema/type`, ["string", "integer"]), "minor"],
	["a header need not be a UUID", remove(`${LIST}/parameters/4/schema/format`), "minor"],
	["an item may be null", set(`${FIELDS}/Labels/items/type`, ["string", "null"]), "minor"],
	["a description of a field is new", set(`${FIELDS}/To/description`, "The receiver."), "patch"],
	["an object needs a member", set(`${MEMBERS}/by/minProperties`, 1), "major"],
	[
		"a field moves into a component",
		(document) => {
			document.components.schemas.To =
				document.paths["/parcels"].post.requestBody.content["application/x-www-form-urlencoded"].schema.properties.To;
			document.paths["/parcels"].post.requestBody.content["application/x-www-form-urlencoded"].schema.properties.To = {
				$ref: "#/components/schemas/To",
			};
		},
		"none",
	],
];
