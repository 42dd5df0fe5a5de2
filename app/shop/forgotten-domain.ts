import { keyedHash } from "#app/seal.server.ts";

/** What stands in place of a forgotten shop's domain: it tells nobody which, and knows the shop when it comes back. */
export const forgottenDomain = (domain: string): string => `forgotten:${keyedHash("shop-domain", domain)}`;
