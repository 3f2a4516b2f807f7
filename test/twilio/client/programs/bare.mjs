import { baseUrl, headers, path } from "./ids.mjs";

export const createCall = (base) => async () => (await fetch(base + path, { headers })).json();
export const call = createCall(baseUrl);
