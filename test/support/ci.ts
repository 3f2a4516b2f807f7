/** Whether the tests run on CI, where nothing is left out. */
export const isOnCi: boolean = ![undefined, "", "0", "false"].includes(process.env.CI);
