/** `#1001`, `EU-10023-X`, "eu 10023 x" → `1001`, `EU10023X`: one key for every spelling of an order's name. */
export function orderNameKey(name: string): string {
  const key = name
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  return key || name.trim();
}

/** The digits alone: shoppers leave the shop's prefix and suffix away. Null where they would say too little. */
export function orderNumberKey(name: string): string | null {
  const digits = name.normalize("NFKC").replace(/\D/g, "");
  return digits.length >= 3 ? digits : null;
}
