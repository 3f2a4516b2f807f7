/** A text without an end: calls a function with each part of it, the past ones at once. Returns the function that ends this. */
export type TextStream = (write: (text: string) => void) => () => void;

/** How many characters a reader may be behind before the connection is closed. It can connect again, and go on where it was. */
export const MAX_BACKLOG = 4 * 1024 * 1024;
