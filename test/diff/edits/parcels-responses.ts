import { add, all, type Row, remove, rename, set, takeOut } from "./edit.ts";

const LIST = "/paths/~1parcels/get";
const PAGE = `${LIST}/responses/200`;
const FETCH = "/paths/~1parcels~1{parcelId}/get";
const DELETE = "/paths/~1parcels~1{parcelId}/delete";
const PARCEL = "/components/schemas/Parcel";

/** Edits of what clients receive. */
export const PARCELS_RESPONSES: readonly Row[] = [
	[
		"a member may have one value more",
		add(`${PARCEL}/properties/state/enum`, "lost"),
		"major",
		"looser-there listParcels /response/200/body/parcels/0/state enum +3",
	],
	[
		"a member may have one value less",
		takeOut(`${PARCEL}/properties/state/enum`, "done"),
		"patch",
		"stricter-there listParcels /response/200/body/parcels/0/state enum +3",
	],
	[
		"a member is removed",
		all(remove(`${PARCEL}/properties/to`), takeOut(`${PARCEL}/required`, "to")),
		"major",
		"missing-there listParcels /response/200/body/parcels/0/to +3",
	],
	[
		"a member is new",
		set(`${PARCEL}/properties/price`, { type: "number" }),
		"minor",
		"missing-here listParcels /response/200/body/parcels/0/price +3",
	],
	[
		"a member may be left out",
		takeOut(`${PARCEL}/required`, "weight"),
		"major",
		"looser-there listParcels /response/200/body/parcels/0/weight required +3",
	],
	[
		"a member is always there",
		add(`${PARCEL}/required`, "seen"),
		"patch",
		"stricter-there listParcels /response/200/body/parcels/0/seen required +3",
	],
	[
		"a member may be null",
		set(`${PARCEL}/properties/to/type`, ["string", "null"]),
		"major",
		"looser-there listParcels /response/200/body/parcels/0/to nullable +3",
	],
	[
		"a member is never null",
		set(`${PARCEL}/properties/note/type`, "string"),
		"patch",
		"stricter-there listParcels /response/200/body/parcels/0/note nullable +3",
	],
	[
		"a number may be greater",
		set(`${PARCEL}/properties/weight/maximum`, 200),
		"major",
		"looser-there listParcels /response/200/body/parcels/0/weight maximum +3",
	],
	[
		"a number is an integer",
		set(`${PARCEL}/properties/weight/type`, "integer"),
		"patch",
		"stricter-there listParcels /response/200/body/parcels/0/weight type +3",
	],
	[
		"a member has another type",
		set(`${PARCEL}/properties/weight`, { type: "string" }),
		"major",
		"incomparable listParcels /response/200/body/parcels/0/weight type +3",
	],
	[
		"a list may be longer",
		set(`${PARCEL}/properties/tags/maxItems`, 20),
		"major",
		"looser-there listParcels /response/200/body/parcels/0/tags maxItems +3",
	],
	[
		"items have another type",
		set(`${PARCEL}/properties/tags/items/type`, "integer"),
		"major",
		"incomparable listParcels /response/200/body/parcels/0/tags/0 type +3",
	],
	[
		"a format is dropped",
		remove(`${PARCEL}/properties/seen/format`),
		"major",
		"looser-there listParcels /response/200/body/parcels/0/seen format +3",
	],
	[
		"a shared schema has a longer text",
		set("/components/schemas/Person/properties/name/maxLength", 60),
		"major",
		"looser-there listParcels /response/200/body/parcels/0/owner/name maxLength +3",
	],
	[
		"a shared identifier is longer",
		set("/components/schemas/ParcelId/pattern", "^p_[0-9]{6,7}$"),
		"major",
		"looser-there listParcels /response/200/body/parcels/0/id pattern +7",
	],
	[
		"a problem has a text",
		add("/components/schemas/Problem/required", "detail"),
		"patch",
		"stricter-there listParcels /response/default/body/detail required +4",
	],
	["a header is removed", remove(`${PAGE}/headers/X-Rate`), "major", "missing-there listParcels /response/200/headers/X-Rate"],
	[
		"a header is new",
		set(`${PAGE}/headers/X-Next`, { schema: { type: "string" } }),
		"minor",
		"missing-here listParcels /response/200/headers/X-Next",
	],
	[
		"a header may be left out",
		set(`${PAGE}/headers/X-Total/required`, false),
		"major",
		"looser-there listParcels /response/200/headers/X-Total required",
	],
	[
		"a header has another type",
		set(`${PAGE}/headers/X-Total/schema`, { type: "string" }),
		"major",
		"incomparable listParcels /response/200/headers/X-Total type",
	],
	[
		"a success is new",
		set(`${DELETE}/responses/202`, { description: "Later." }),
		"major",
		"missing-here deleteParcel /response/202",
	],
	[
		"an error is new",
		set(`${DELETE}/responses/409`, { $ref: "#/components/responses/Problem" }),
		"minor",
		"missing-here deleteParcel /response/409",
	],
	["an error is removed", remove(`${DELETE}/responses/404`), "patch", "missing-there deleteParcel /response/404"],
	[
		"the only success is another",
		rename(`${DELETE}/responses/204`, "202"),
		"major",
		"patch missing-there deleteParcel /response/204",
		"missing-here deleteParcel /response/202",
	],
	[
		"a response has no body any more",
		remove(`${FETCH}/responses/200/content`),
		"major",
		"missing-there fetchParcel /response/200/body",
	],
	[
		"a response has another media type",
		rename(`${FETCH}/responses/200/content/application~1json`, "application/hal+json"),
		"major",
		"incomparable fetchParcel /response/200/body mediaTypes",
	],
	[
		"a response may have another media type",
		set(`${FETCH}/responses/200/content/application~1hal+json`, { schema: { $ref: "#/components/schemas/Parcel" } }),
		"major",
		"looser-there fetchParcel /response/200/body mediaTypes",
	],
	[
		"a member has a default",
		set(`${PARCEL}/properties/to/default`, "home"),
		"patch",
		"annotation listParcels /response/200/body/parcels/0/to default +3",
	],
	[
		"a member has alternatives",
		set(`${PARCEL}/properties/to`, { oneOf: [{ type: "string" }, { $ref: "#/components/schemas/Person" }] }),
		"major",
		"looser-there listParcels /response/200/body/parcels/0/to type +3",
		"patch stricter-there listParcels /response/200/body/parcels/0/to alternatives +3",
	],
	[
		"a member is deprecated",
		set(`${PARCEL}/properties/to/deprecated`, true),
		"minor",
		"annotation listParcels /response/200/body/parcels/0/to deprecated +3",
	],
	[
		"a list is a list of unique items",
		set(`${PARCEL}/properties/tags/uniqueItems`, true),
		"patch",
		"stricter-there listParcels /response/200/body/parcels/0/tags uniqueItems +3",
	],
	[
		"a schema is written with allOf",
		(document) => {
			const { owner } = document.components.schemas.Parcel.properties;
			document.components.schemas.Parcel.properties.owner = { allOf: [owner] };
		},
		"none",
	],
	[
		"a header is deprecated",
		set(`${PAGE}/headers/X-Rate/deprecated`, true),
		"minor",
		"annotation listParcels /response/200/headers/X-Rate deprecated",
	],
	[
		"an example of a body is another",
		set(`${FETCH}/responses/200/content/application~1json/example/weight`, 3),
		"patch",
		"annotation fetchParcel /response/200/body example",
	],
	[
		"a text of a response is another",
		set(`${DELETE}/responses/204/description`, "It was stopped."),
		"patch",
		"annotation deleteParcel /response/204 documentation",
	],
];
