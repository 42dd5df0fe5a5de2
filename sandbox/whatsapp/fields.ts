/** A request's JSON, read without believing its shape. */
export type Fields = Record<string, unknown>;

export const part = (value: unknown): Fields => (value && typeof value === "object" ? (value as Fields) : {});
export const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(part) : []);
export const text = (value: unknown): string => (typeof value === "string" ? value : "");
