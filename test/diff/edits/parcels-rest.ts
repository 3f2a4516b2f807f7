import { add, all, type Row, remove, rename, set, takeOut } from "./edit.ts";

const LIST = "/paths/~1parcels/get";
const PAGE = `${LIST}/responses/200`;
const FETCH = "/paths/~1parcels~1{parcelId}/get";
const DELETE = "/paths/~1parcels~1{parcelId}/delete";
const MOVE = "/paths/~1parcels~1{parcelId}~1moves/post";
const PARCEL = "/components/schemas/Parcel";
const HOOK = "/webhooks/parcelMoved/post";
const SENT = `${HOOK}/requestBody/content/application~1json/schema`;
const REPLY = `${HOOK}/responses/200/content/application~1json/schema/properties`;

/** Edits of what clients receive. */
export const PARCELS_RESPONSES: readonly Row[] = [
	["a member may have one value more", add(`${PARCEL}/properties/state/enum`, "lost"), "major"],
	["a member may have one value less", takeOut(`${PARCEL}/properties/state/enum`, "done"), "patch"],
	["a member is removed", all(remove(`${PARCEL}/properties/to`), takeOut(`${PARCEL}/required`, "to")), "major"],
	["a member is new", set(`${PARCEL}/properties/price`, { type: "number" }), "minor"],
	["a member may be left out", takeOut(`${PARCEL}/required`, "weight"), "major"],
	["a member is always there", add(`${PARCEL}/required`, "seen"), "patch"],
	["a member may be null", set(`${PARCEL}/properties/to/type`, ["string", "null"]), "major"],
	["a member is never null", set(`${PARCEL}/properties/note/type`, "string"), "patch"],
	["a number may be greater", set(`${PARCEL}/properties/weight/maximum`, 200), "major"],
	["a number is an integer", set(`${PARCEL}/properties/weight/type`, "integer"), "patch"],
	["a member has another type", set(`${PARCEL}/properties/weight`, { type: "string" }), "major"],
	["a list may be longer", set(`${PARCEL}/properties/tags/maxItems`, 20), "major"],
	["items have another type", set(`${PARCEL}/properties/tags/items/type`, "integer"), "major"],
	["a format is dropped", remove(`${PARCEL}/properties/seen/format`), "major"],
	["a shared schema has a longer text", set("/components/schemas/Person/properties/name/maxLength", 60), "major"],
	["a shared identifier is longer", set("/components/schemas/ParcelId/pattern", "^p_[0-9]{6,7}$"), "major"],
	["a problem has a text", add("/components/schemas/Problem/required", "detail"), "patch"],
	["a header is removed", remove(`${PAGE}/headers/X-Rate`), "major"],
	["a header is new", set(`${PAGE}/headers/X-Next`, { schema: { type: "string" } }), "minor"],
	["a header may be left out", set(`${PAGE}/headers/X-Total/required`, false), "major"],
	["a header has another type", set(`${PAGE}/headers/X-Total/schema`, { type: "string" }), "major"],
	["a success is new", set(`${DELETE}/responses/202`, { description: "Later." }), "major"],
	["an error is new", set(`${DELETE}/responses/409`, { $ref: "#/components/responses/Problem" }), "minor"],
	["an error is removed", remove(`${DELETE}/responses/404`), "patch"],
	["the only success is another", rename(`${DELETE}/responses/204`, "202"), "major"],
	["a response has no body any more", remove(`${FETCH}/responses/200/content`), "major"],
	[
		"a response has another media type",
		rename(`${FETCH}/responses/200/content/application~1json`, "application/hal+json"),
		"major",
	],
	[
		"a response may have another media type",
		set(`${FETCH}/responses/200/content/application~1hal+json`, { schema: { $ref: "#/components/schemas/Parcel" } }),
		"major",
	],
	["a member has a default", set(`${PARCEL}/properties/to/default`, "home"), "patch"],
	[
		"a member has alternatives",
		set(`${PARCEL}/properties/to`, { oneOf: [{ type: "string" }, { $ref: "#/components/schemas/Person" }] }),
		"major",
	],
	["a member is deprecated", set(`${PARCEL}/properties/to/deprecated`, true), "minor"],
	["a list is a list of unique items", set(`${PARCEL}/properties/tags/uniqueItems`, true), "patch"],
	[
		"a schema is written with allOf",
		(document) => {
			const { owner } = document.components.schemas.Parcel.properties;
			document.components.schemas.Parcel.properties.owner = { allOf: [owner] };
		},
		"none",
	],
	["a header is deprecated", set(`${PAGE}/headers/X-Rate/deprecated`, true), "minor"],
	["an example of a body is another", set(`${FETCH}/responses/200/content/application~1json/example/weight`, 3), "patch"],
	["a text of a response is another", set(`${DELETE}/responses/204/description`, "It was stopped."), "patch"],
];

/** Edits of webhooks: what is sent and what is received is turned round. */
export const PARCELS_WEBHOOKS: readonly Row[] = [
	["a webhook has a longer text", set(`${SENT}/properties/place/maxLength`, 30), "major"],
	["a webhook has a shorter text", set(`${SENT}/properties/place/maxLength`, 10), "patch"],
	["a webhook has one value more", add(`${SENT}/properties/state/enum`, "lost"), "major"],
	["a webhook may leave a member out", takeOut(`${SENT}/required`, "parcel"), "major"],
	["a webhook always has a member", add(`${SENT}/required`, "place"), "patch"],
	["a webhook has a member more", set(`${SENT}/properties/weight`, { type: "number" }), "minor"],
	[
		"a webhook has a required member more",
		all(set(`${SENT}/properties/weight`, { type: "number" }), add(`${SENT}/required`, "weight")),
		"minor",
	],
	["a webhook has a member less", remove(`${SENT}/properties/place`), "major"],
	["a webhook may leave its signature out", set(`${HOOK}/parameters/0/required`, false), "major"],
	["a receiver may say less", set(`${REPLY}/delay/maximum`, 30), "major"],
	["a receiver may say more", set(`${REPLY}/delay/maximum`, 90), "minor"],
	["a receiver must say something", set(`${HOOK}/responses/200/content/application~1json/schema/required`, ["again"]), "major"],
	["a receiver may respond otherwise", set(`${HOOK}/responses/202`, { description: "Later." }), "minor"],
	["a receiver may not respond so any more", remove(`${HOOK}/responses/204`), "major"],
	["a webhook is removed", remove("/webhooks/parcelMoved"), "major"],
	[
		"a webhook is new",
		(document) =>
			set("/webhooks/parcelLost", { post: { ...document.webhooks.parcelMoved.post, operationId: "parcelLost" } })(document),
		"minor",
	],
];

/** Edits of operations as a whole. */
export const PARCELS_OPERATIONS: readonly Row[] = [
	["an operation is removed", remove(DELETE), "major"],
	[
		"an operation is new",
		(document) =>
			set("/paths/~1parcels~1{parcelId}/put", { ...document.paths["/parcels/{parcelId}"].delete, operationId: "returnParcel" })(
				document,
			),
		"minor",
	],
	["an operation has another name", set(`${LIST}/operationId`, "getParcels"), "major"],
	["an operation has another path", rename("/paths/~1parcels", "/v2/parcels"), "major"],
	[
		"a parameter of the path has another name",
		all(
			rename("/paths/~1parcels~1{parcelId}~1moves", "/parcels/{parcel}/moves"),
			set("/paths/~1parcels~1{parcel}~1moves/parameters/0/name", "parcel"),
		),
		"major",
	],
	["the server is another", set("/servers/0/url", "https://parcels.test/api"), "major"],
	["there is a second server", add("/servers", { url: "https://eu.parcels.test" }), "minor"],
	["other credentials are needed", set("/security", [{ basic: [] }]), "major"],
	["a webhook carries credentials", set(`${HOOK}/security`, [{ key: [] }]), "patch"],
	["no credentials are needed", set("/security", []), "minor"],
	["one kind of credentials is not taken any more", remove(`${MOVE}/security/1`), "major"],
	["two kinds of credentials are needed", set(`${MOVE}/security`, [{ token: [], key: [] }]), "major"],
	["an operation is deprecated", set(`${FETCH}/deprecated`, true), "minor"],
	["the next page is elsewhere", set(`${LIST}/x-pagination/next`, "/more"), "major"],
	["there are no pages", remove(`${LIST}/x-pagination`), "major"],
	["an operation may be repeated", set(`${MOVE}/x-idempotent`, true), "minor"],
	["a summary is another", set(`${FETCH}/summary`, "Get a parcel"), "patch"],
	["a description is new", set(`${PARCEL}/properties/to/description`, "Who gets it."), "patch"],
	["an example is another", set(`${LIST}/parameters/3/example`, 20), "patch"],
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
	["pages are new", set("/paths/~1parcels~1{parcelId}/get/x-pagination", { items: "/tags", next: "/note" }), "minor"],
	[
		"two changes in one operation",
		all(set(`${LIST}/parameters/3/schema/maximum`, 50), set(`${LIST}/parameters/2/required`, true)),
		"major",
	],
	["a title is another", set("/info/title", "Parcels of today"), "none"],
	["a version is another", set("/info/version", "1.1.0"), "none"],
];
