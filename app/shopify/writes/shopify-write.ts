import type { z } from "zod";
import type { Shop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";
import type { AdminAnswer, AdminFailure } from "#app/shopify/admin-answer.ts";

/**
 * A change that we make at Shopify. `asked`: its job is on the way. `done`: made, and read back. `conflict`: Shopify's
 * side changed meanwhile, and was left as it is. `failed`: it was refused.
 */
export type WriteState = "asked" | "done" | "conflict" | "failed";

/** What somebody wants changed. */
export interface Wish {
  /** Which writer makes it (wiring/shopify-writes.ts). */
  kind: string;
  /** Shopify's numeric id of what is changed. */
  targetId: string;
  /** The same wish twice is one write: a form's id, a message's. */
  key: string;
  /** What stood there when it was decided, where that matters. */
  before: Prisma.InputJsonValue | null;
  after: Prisma.InputJsonValue;
  /** `staff:<id>`, else who said so: keyword, carrier. */
  askedBy: string;
}

export interface ShopifyWrite<Value = unknown> {
  id: string;
  kind: string;
  targetId: string;
  before: Value | null;
  after: Value;
}

/** What Shopify has at this moment, or why it does not say. `gone`: there is no such thing any more. */
export type WriteRead<Read> =
  | { ok: true; read: Read }
  | AdminFailure
  | { ok: false; because: "gone"; say: string };

export type Verdict =
  /** It is so already: also where an earlier try got no answer and was made after all. */
  | { do: "nothing" }
  | { do: "change" }
  /** It must not be changed any more; why, in words for the merchant. */
  | { do: "stop"; as: "conflict" | "failed"; because: string };

/** How changes of one kind are made. Nothing here may be kept between a job's tries: each begins with `read`. */
export interface Writer<Value, Read> {
  value: z.ZodType<Value>;
  read(shopId: string, targetId: string): Promise<WriteRead<Read>>;
  weigh(write: ShopifyWrite<Value>, read: Read, shop: { id: string }): Verdict;
  change(shopId: string, write: ShopifyWrite<Value>, read: Read): Promise<AdminAnswer<unknown>>;
  /** What the merchant is shown of Shopify's side where it is not as it was wished. */
  show(read: Read): Prisma.InputJsonValue;
  /** Keeps what was read in the mirror, in the transaction that settles the write. */
  keep(shop: Shop, read: Read): Promise<unknown>;
}
