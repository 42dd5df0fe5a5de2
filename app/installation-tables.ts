/**
 * Tables without row-level security, because they are read before a shop is known. Everything else is by shop
 * (tests/laws/keys-by-shop). The job engine's own tables live in schema `graphile_worker`.
 */
export const INSTALLATION_TABLES = [
  "Session",
  "Shop",
  "Receipt",
  "Address",
  "RateBucket",
  "Pulse",
  "SendingOff",
  "_prisma_migrations",
] as const;
