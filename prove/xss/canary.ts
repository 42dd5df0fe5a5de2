/** What a payload calls where it runs, and the server that it loads from where it loads. */
export const CANARY = { call: "__hit", host: "canary.example" };
