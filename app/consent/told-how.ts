/** How a yes was given that staff write down. It stands in the proof as it is. */
export const TOLD_HOW = ["by phone", "in the store", "in writing", "in this conversation"] as const;
export type ToldHow = (typeof TOLD_HOW)[number];
