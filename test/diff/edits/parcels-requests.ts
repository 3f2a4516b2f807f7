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
	[
		"a field may be shorter only",
		set(`${FIELDS}/To/maxLength`, 30),
		"major",
		"stricter-there createParcel /request/body/To maxLength",
	],
	["a field may be longer", set(`${FIELDS}/To/maxLength`, 50), "minor", "looser-there createParcel /request/body/To maxLength"],
	["a field has no limit", remove(`${FIELDS}/To/maxLength`), "minor", "looser-there createParcel /request/body/To maxLength"],
	["a field must be longer", set(`${FIELDS}/To/minLength`, 3), "major", "stricter-there createParcel /request/body/To minLength"],
	[
		"a field becomes required",
		add(`${FORM}/schema/required`, "Weight"),
		"major",
		"stricter-there createParcel /request/body/Weight required",
	],
	[
		"a field becomes optional",
		takeOut(`${FORM}/schema/required`, "To"),
		"minor",
		"looser-there createParcel /request/body/To required",
	],
	["a field is removed", remove(`${FIELDS}/Day`), "major", "missing-there createParcel /request/body/Day"],
	[
		"an optional field is new",
		set(`${FIELDS}/Color`, { type: "string" }),
		"minor",
		"missing-here createParcel /request/body/Color",
	],
	[
		"a required field is new",
		all(set(`${FIELDS}/Color`, { type: "string" }), add(`${FORM}/schema/required`, "Color")),
		"major",
		"missing-here createParcel /request/body/Color",
	],
	[
		"a field is renamed",
		rename(`${FIELDS}/Day`, "Date"),
		"major",
		"missing-there createParcel /request/body/Day",
		"minor missing-here createParcel /request/body/Date",
	],
	[
		"a number has another type",
		set(`${FIELDS}/Weight/type`, "integer"),
		"major",
		"stricter-there createParcel /request/body/Weight type",
	],
	[
		"a limit becomes inclusive",
		all(remove(`${FIELDS}/Weight/exclusiveMinimum`), set(`${FIELDS}/Weight/minimum`, 0)),
		"minor",
		"looser-there createParcel /request/body/Weight minimum",
	],
	["a maximum falls", set(`${FIELDS}/Weight/maximum`, 50), "major", "stricter-there createParcel /request/body/Weight maximum"],
	[
		"a number has to be a multiple",
		set(`${FIELDS}/Weight/multipleOf`, 0.5),
		"major",
		"stricter-there createParcel /request/body/Weight multipleOf",
	],
	[
		"a form takes no empty number any more",
		set(`${FIELDS}/Priority/type`, "integer"),
		"major",
		"stricter-there createParcel /request/body/Priority nullable",
	],
	[
		"a form takes no null for a text any more",
		set(`${FIELDS}/Note/type`, "string"),
		"major",
		"stricter-there createParcel /request/body/Note nullable",
	],
	[
		"a form takes null",
		set(`${FIELDS}/Weight/type`, ["number", "null"]),
		"minor",
		"looser-there createParcel /request/body/Weight nullable",
	],
	[
		"a list may be shorter only",
		set(`${FIELDS}/Labels/maxItems`, 2),
		"major",
		"stricter-there createParcel /request/body/Labels maxItems",
	],
	[
		"the items of a list have a limit",
		set(`${FIELDS}/Labels/items/maxLength`, 10),
		"major",
		"stricter-there createParcel /request/body/Labels/0 maxLength",
	],
	[
		"a list becomes one text",
		set(`${FIELDS}/Labels`, { type: "string" }),
		"major",
		"incomparable createParcel /request/body/Labels type",
	],
	[
		"a pattern becomes stricter",
		set(`${FIELDS}/Code/pattern`, "^[A-C]{3}$"),
		"major",
		"stricter-there createParcel /request/body/Code pattern",
	],
	[
		"a pattern becomes looser",
		set(`${FIELDS}/Code/pattern`, "^[A-Z]{3,4}$"),
		"minor",
		"looser-there createParcel /request/body/Code pattern",
	],
	[
		"a pattern becomes another",
		set(`${FIELDS}/Code/pattern`, "^[A-C]{3,4}$"),
		"major",
		"incomparable createParcel /request/body/Code pattern",
	],
	["a pattern is written differently", set(`${FIELDS}/Code/pattern`, "^[A-Z][A-Z][A-Z]$"), "none"],
	[
		"a pattern is not anchored any more",
		set(`${FIELDS}/Code/pattern`, "[A-Z]{3}"),
		"minor",
		"looser-there createParcel /request/body/Code pattern",
	],
	["a format is dropped", remove(`${FIELDS}/Day/format`), "minor", "looser-there createParcel /request/body/Day format"],
	["a format is added", set(`${FIELDS}/To/format`, "email"), "major", "stricter-there createParcel /request/body/To format"],
	[
		"a text need not hold JSON",
		remove(`${FIELDS}/Extra/contentMediaType`),
		"minor",
		"looser-there createParcel /request/body/Extra contentMediaType",
	],
	[
		"a text has to hold JSON",
		set(`${FIELDS}/Note/contentMediaType`, "application/json"),
		"major",
		"stricter-there createParcel /request/body/Note contentMediaType",
	],
	["a default changes", set(`${FIELDS}/Express/default`, true), "major", "annotation createParcel /request/body/Express default"],
	["a default is dropped", remove(`${FIELDS}/Express/default`), "major", "annotation createParcel /request/body/Express default"],
	[
		"a field is deprecated",
		set(`${FIELDS}/Day/deprecated`, true),
		"minor",
		"annotation createParcel /request/body/Day deprecated",
	],
	[
		"a list of a form is written in one entry",
		set(`${FORM}/encoding`, { Labels: { style: "form", explode: false } }),
		"major",
		"incomparable createParcel /request/body/Labels encoding",
	],
	[
		"a list of a form is written as JSON",
		set(`${FORM}/encoding`, { Labels: { contentType: "application/json" } }),
		"major",
		"incomparable createParcel /request/body/Labels encoding",
	],
	["the usual encoding is stated", set(`${FORM}/encoding`, { Labels: { style: "form", explode: true } }), "none"],
	["a form becomes JSON", rename(FORM, "application/json"), "major", "incomparable createParcel /request/body mediaTypes"],
	[
		"a body may be JSON too",
		set(`${CREATE}/requestBody/content/application~1json`, { schema: { type: "object" } }),
		"minor",
		"looser-there createParcel /request/body mediaTypes",
	],
	[
		"a body becomes optional",
		set(`${CREATE}/requestBody/required`, false),
		"minor",
		"looser-there createParcel /request/body required",
	],
	[
		"a body becomes required",
		set(`${MOVE}/requestBody/required`, true),
		"major",
		"stricter-there addMove /request/body required",
	],
	["a body is removed", remove(`${MOVE}/requestBody`), "major", "missing-there addMove /request/body"],
	[
		"a member loses an alternative",
		remove(`${MEMBERS}/to/oneOf/1`),
		"major",
		"stricter-there addMove /request/body/to alternatives",
	],
	[
		"a member has one more alternative",
		add(`${MEMBERS}/to/oneOf`, { type: "integer" }),
		"minor",
		"looser-there addMove /request/body/to alternatives",
	],
	[
		"a list needs more items",
		set(`${MEMBERS}/steps/minItems`, 2),
		"major",
		"stricter-there addMove /request/body/steps minItems",
	],
	[
		"a list may have an item twice",
		remove(`${MEMBERS}/steps/uniqueItems`),
		"minor",
		"looser-there addMove /request/body/steps uniqueItems",
	],
	[
		"items are multiples of a greater number",
		set(`${MEMBERS}/steps/items/multipleOf`, 10),
		"major",
		"stricter-there addMove /request/body/steps/0 multipleOf",
	],
	["a constant changes", set(`${MEMBERS}/kind/const`, "moved"), "major", "incomparable addMove /request/body/kind const"],
	[
		"a member of a member becomes required",
		set(`${MEMBERS}/by/required`, ["name"]),
		"major",
		"stricter-there addMove /request/body/by/name required",
	],
	[
		"further members are allowed",
		remove(`${JSON_BODY}/schema/additionalProperties`),
		"minor",
		"looser-there addMove /request/body additionalProperties",
	],
	[
		"further members are not allowed",
		set(`${FORM}/schema/additionalProperties`, false),
		"major",
		"stricter-there createParcel /request/body additionalProperties",
	],
	[
		"a list of the query is written in one entry",
		set(`${LIST}/parameters/0/explode`, false),
		"major",
		"incomparable listParcels /request/query/tags explode",
	],
	[
		"a list of the query is separated by pipes",
		all(set(`${LIST}/parameters/1/style`, "pipeDelimited")),
		"major",
		"incomparable listParcels /request/query/sizes style",
	],
	["the usual style is stated", set(`${LIST}/parameters/0/style`, "form"), "none"],
	["a parameter is removed", remove(`${LIST}/parameters/3`), "major", "missing-there listParcels /request/query/limit"],
	[
		"an optional parameter is new",
		add(`${LIST}/parameters`, { name: "q", in: "query", schema: { type: "string" } }),
		"minor",
		"missing-here listParcels /request/query/q",
	],
	[
		"a required parameter is new",
		add(`${LIST}/parameters`, { name: "q", in: "query", required: true, schema: { type: "string" } }),
		"major",
		"missing-here listParcels /request/query/q",
	],
	[
		"a parameter becomes required",
		set(`${LIST}/parameters/3/required`, true),
		"major",
		"stricter-there listParcels /request/query/limit required",
	],
	[
		"a header becomes required",
		set(`${LIST}/parameters/4/required`, true),
		"major",
		"stricter-there listParcels /request/header/X-Trace required",
	],
	[
		"a parameter moves into a header",
		set(`${LIST}/parameters/3/in`, "header"),
		"major",
		"missing-there listParcels /request/query/limit",
		"minor missing-here listParcels /request/header/limit",
	],
	[
		"a parameter takes one value less",
		takeOut(`${LIST}/parameters/2/schema/enum`, "desc"),
		"major",
		"stricter-there listParcels /request/query/order enum",
	],
	[
		"a parameter takes one value more",
		add(`${LIST}/parameters/2/schema/enum`, "none"),
		"minor",
		"looser-there listParcels /request/query/order enum",
	],
	[
		"a parameter has another default",
		set(`${LIST}/parameters/2/schema/default`, "desc"),
		"major",
		"annotation listParcels /request/query/order default",
	],
	[
		"a cookie becomes required",
		add(`${LIST}/parameters`, { name: "session", in: "cookie", required: true, schema: { type: "string" } }),
		"major",
		"missing-here listParcels /request/cookie/session",
	],
	[
		"a parameter takes any text",
		remove(`${LIST}/parameters/2/schema/enum`),
		"minor",
		"looser-there listParcels /request/query/order enum",
	],
	[
		"a parameter takes one text alone",
		set(`${LIST}/parameters/2/schema/const`, "asc"),
		"major",
		"stricter-there listParcels /request/query/order const",
	],
	[
		"a parameter takes a number too",
		set(`${LIST}/parameters/2/schema/type`, ["string", "integer"]),
		"minor",
		"looser-there listParcels /request/query/order type",
	],
	[
		"a header need not be a UUID",
		remove(`${LIST}/parameters/4/schema/format`),
		"minor",
		"looser-there listParcels /request/header/X-Trace format",
	],
	[
		"an item may be null",
		set(`${FIELDS}/Labels/items/type`, ["string", "null"]),
		"minor",
		"looser-there createParcel /request/body/Labels/0 nullable",
	],
	[
		"a description of a field is new",
		set(`${FIELDS}/To/description`, "The receiver."),
		"patch",
		"annotation createParcel /request/body/To documentation",
	],
	[
		"an object needs a member",
		set(`${MEMBERS}/by/minProperties`, 1),
		"major",
		"stricter-there addMove /request/body/by minProperties",
	],
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
