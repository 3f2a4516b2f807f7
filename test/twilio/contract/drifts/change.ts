import type { HttpResponse } from "../../../../src/core/operation/http.ts";
import { changeBody, changeMember, type Mutation } from "../../../../src/sandbox.ts";

export type Json = Record<string, unknown>;

/** Changes the payload of a success. */
export const payload =
	(change: (body: Json) => void): Mutation =>
	(_, next) =>
		changeBody(next(), (body) => change(body as Json));
export const set = (pointer: string, value: unknown): Mutation =>
	changeMember(pointer, (parent, name) => {
		parent[name] = value;
	});
export const drop = (pointer: string): Mutation =>
	changeMember(pointer, (parent, name) => {
		delete parent[name];
	});

/** Changes an answer of some statuses. */
export const answer =
	(applies: (status: number) => boolean, change: (response: HttpResponse) => HttpResponse): Mutation =>
	(_, next) => {
		const response = next();
		return applies(response.status) ? change(response) : response;
	};
export const success = (status: number) => status < 300;
export const failure = (status: number) => status >= 400;
export const status = (from: (status: number) => boolean, to: number): Mutation =>
	answer(from, (response) => ({ ...response, status: to }));
export const header = (name: string, value: string | undefined, from = success): Mutation =>
	answer(from, (response) => {
		const { [name]: _, ...headers } = response.headers;
		return { ...response, headers: value === undefined ? headers : { ...headers, [name]: value } };
	});
export const raw = (change: (body: string) => string | null): Mutation =>
	answer(success, (response) => (response.body === null ? response : { ...response, body: change(response.body) }));
export const error = (change: (body: Json) => unknown): Mutation =>
	answer(failure, (response) => ({ ...response, body: JSON.stringify(change(JSON.parse(response.body ?? "{}"))) }));

/** Answers a request, and forgets what it did. */
export const undone: Mutation = ({ snapshot, restore }, next) => {
	const before = snapshot();
	const response = next();
	restore(before);
	return response;
};

export const items = (change: (items: Json[], body: Json) => unknown[]): Mutation =>
	payload((body) => {
		body.messages = change(body.messages as Json[], body);
	});
export const meta = (change: (meta: Json) => void): Mutation => payload((body) => change(body.meta as Json));
export const nextLink = (change: (link: string) => string | null): Mutation =>
	meta((found) => {
		if (typeof found.next_page_url === "string") found.next_page_url = change(found.next_page_url);
	});
export const unchecked =
	(...parts: ("credentials" | "path" | "query" | "header" | "body")[]): Mutation =>
	(_, next) =>
		next({ unchecked: parts });
export const sent =
	(change: (body: string) => string): Mutation =>
	(context, next) =>
		next({ request: { ...context.request, body: context.request.body === null ? null : change(context.request.body) } });
export const query =
	(change: (url: string) => string): Mutation =>
	(context, next) =>
		next({ request: { ...context.request, url: change(context.request.url) } });
export const when =
	(test: (body: string, url: string) => boolean, drift: Mutation): Mutation =>
	(context, next) =>
		test(context.request.body ?? "", context.request.url) ? drift(context, next) : next();
