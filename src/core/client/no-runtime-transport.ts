/** Takes the place of `runtime-transport.ts` in a runtime without a transport of its own: `fetch` sends all requests. */
export const runtimeTransport = undefined;
