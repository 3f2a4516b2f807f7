import { add, all, type Row, remove, rename, set } from "./edit.ts";

const LIST = "/paths/~1parcels/get";
const FETCH = "/paths/~1parcels~1{parcelId}/get";
const DELETE = "/paths/~1parcels~1{parcelId}/delete";
const MOVE = "/paths/~1parcels~1{parcelId}~1moves/post";
const PARCEL = "/components/schemas/Parcel";
const HOOK = "/webhooks/parcelMoved/post";

/** Edits of operations as a whole. */
export const PARCELS_OPERATIONS: readonly Row[] = [
	["an operation is removed", remove(DELETE), "major", "missing-there deleteParcel /request"],
	[
		"an operation is new",
		(document) =>
			set("/paths/~1parcels~1{parcelId}/put", { ...document.paths["/parcels/{parcelId}"].delete, operationId: "returnParcel" })(
				document,
			),
		"minor",
		"missing-here returnParcel /request",
	],
	[
		"an operation has another name",
		set(`${LIST}/operationId`, "getParcels"),
		"major",
		"incomparable listParcels /request operationId",
	],
	[
		"an operation has another path",
		rename("/paths/~1parcels", "/v2/parcels"),
		"major",
		"missing-there listParcels /request",
		"missing-there createParcel /request",
		"minor missing-here listParcels /request",
		"minor missing-here createParcel /request",
	],
	[
		"a parameter of the path has another name",
		all(
			rename("/paths/~1parcels~1{parcelId}~1moves", "/parcels/{parcel}/moves"),
			set("/paths/~1parcels~1{parcel}~1moves/parameters/0/name", "parcel"),
		),
		"major",
		"incomparable addMove /request/path/parcelId name",
	],
	[
		"the server is another",
		set("/servers/0/url", "https://parcels.test/api"),
		"major",
		"incomparable listParcels /request server +4",
	],
	[
		"there is a second server",
		add("/servers", { url: "https://eu.parcels.test" }),
		"minor",
		"looser-there listParcels /request server +4",
	],
	["other credentials are needed", set("/security", [{ basic: [] }]), "major", "incomparable listParcels /request security +3"],
	[
		"a webhook carries credentials",
		set(`${HOOK}/security`, [{ key: [] }]),
		"patch",
		"stricter-there parcelMoved /request security",
	],
	["no credentials are needed", set("/security", []), "minor", "looser-there listParcels /request security +3"],
	[
		"one kind of credentials is not taken any more",
		remove(`${MOVE}/security/1`),
		"major",
		"stricter-there addMove /request security",
	],
	[
		"two kinds of credentials are needed",
		set(`${MOVE}/security`, [{ token: [], key: [] }]),
		"major",
		"stricter-there addMove /request security",
	],
	["an operation is deprecated", set(`${FETCH}/deprecated`, true), "minor", "annotation fetchParcel /request deprecated"],
	[
		"the next page is elsewhere",
		set(`${LIST}/x-pagination/next`, "/more"),
		"major",
		"annotation listParcels /request pagination",
	],
	["there are no pages", remove(`${LIST}/x-pagination`), "major", "annotation listParcels /request pagination"],
	["an operation may be repeated", set(`${MOVE}/x-idempotent`, true), "minor", "annotation addMove /request idempotent"],
	["a summary is another", set(`${FETCH}/summary`, "Get a parcel"), "patch", "annotation fetchParcel /request documentation"],
	[
		"a description is new",
		set(`${PARCEL}/properties/to/description`, "Who gets it."),
		"patch",
		"annotation listParcels /response/200/body/parcels/0/to documentation +3",
	],
	[
		"an example is another",
		set(`${LIST}/parameters/3/example`, 20),
		"patch",
		"annotation listParcels /request/query/limit example",
	],
	["a tag has a text", set("/tags/0/description", "All of them."), "none"],
	[
		"a component gets a name",
		(document) => {
			document.components.schemas.State = document.components.schemas.Parcel.properties.state;
			document.components.schemas.Parcel.properties.state = { $ref: "#/components/schemas/State" };
		},
		"none",
	],
	["nothing", () => {}, "none"],
	[
		"pages are new",
		set("/paths/~1parcels~1{parcelId}/get/x-pagination", { items: "/tags", next: "/note" }),
		"minor",
		"annotation fetchParcel /request pagination",
	],
	[
		"two changes in one operation",
		all(set(`${LIST}/parameters/3/schema/maximum`, 50), set(`${LIST}/parameters/2/required`, true)),
		"major",
		"stricter-there listParcels /request/query/order required",
		"stricter-there listParcels /request/query/limit maximum",
	],
	["a title is another", set("/info/title", "Parcels of today"), "none"],
	["a version is another", set("/info/version", "1.1.0"), "none"],
];
