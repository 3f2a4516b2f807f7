import { add, all, type Row, remove, set, takeOut } from "./edit.ts";

const HOOK = "/webhooks/parcelMoved/post";
const SENT = `${HOOK}/requestBody/content/application~1json/schema`;
const REPLY = `${HOOK}/responses/200/content/application~1json/schema/properties`;

/** Edits of webhooks: what is sent and what is received is turned round. */
export const PARCELS_WEBHOOKS: readonly Row[] = [
	[
		"a webhook has a longer text",
		set(`${SENT}/properties/place/maxLength`, 30),
		"major",
		"looser-there parcelMoved /request/body/place maxLength",
	],
	[
		"a webhook has a shorter text",
		set(`${SENT}/properties/place/maxLength`, 10),
		"patch",
		"stricter-there parcelMoved /request/body/place maxLength",
	],
	[
		"a webhook has one value more",
		add(`${SENT}/properties/state/enum`, "lost"),
		"major",
		"looser-there parcelMoved /request/body/state enum",
	],
	[
		"a webhook may leave a member out",
		takeOut(`${SENT}/required`, "parcel"),
		"major",
		"looser-there parcelMoved /request/body/parcel required",
	],
	[
		"a webhook always has a member",
		add(`${SENT}/required`, "place"),
		"patch",
		"stricter-there parcelMoved /request/body/place required",
	],
	[
		"a webhook has a member more",
		set(`${SENT}/properties/weight`, { type: "number" }),
		"minor",
		"missing-here parcelMoved /request/body/weight",
	],
	[
		"a webhook has a required member more",
		all(set(`${SENT}/properties/weight`, { type: "number" }), add(`${SENT}/required`, "weight")),
		"minor",
		"missing-here parcelMoved /request/body/weight",
	],
	["a webhook has a member less", remove(`${SENT}/properties/place`), "major", "missing-there parcelMoved /request/body/place"],
	[
		"a webhook may leave its signature out",
		set(`${HOOK}/parameters/0/required`, false),
		"major",
		"looser-there parcelMoved /request/header/X-Signature required",
	],
	[
		"a receiver may say less",
		set(`${REPLY}/delay/maximum`, 30),
		"major",
		"stricter-there parcelMoved /response/200/body/delay maximum",
	],
	[
		"a receiver may say more",
		set(`${REPLY}/delay/maximum`, 90),
		"minor",
		"looser-there parcelMoved /response/200/body/delay maximum",
	],
	[
		"a receiver must say something",
		set(`${HOOK}/responses/200/content/application~1json/schema/required`, ["again"]),
		"major",
		"stricter-there parcelMoved /response/200/body/again required",
	],
	[
		"a receiver may respond otherwise",
		set(`${HOOK}/responses/202`, { description: "Later." }),
		"minor",
		"missing-here parcelMoved /response/202",
	],
	["a receiver may not respond so any more", remove(`${HOOK}/responses/204`), "major", "missing-there parcelMoved /response/204"],
	["a webhook is removed", remove("/webhooks/parcelMoved"), "major", "missing-there parcelMoved /request"],
	[
		"a webhook is new",
		(document) =>
			set("/webhooks/parcelLost", { post: { ...document.webhooks.parcelMoved.post, operationId: "parcelLost" } })(document),
		"minor",
		"missing-here parcelLost /request",
	],
];
