import type { Reader, Shop } from "#app/db.server.ts";

/** What an account can no longer do until the merchant has mended it at the provider. */
export type TroubleKind =
  /** Texting one country: `scope` is its ISO code. */
  | "region-off"
  /** Marketing: the carrier filters it, or the number is not registered. */
  | "marketing-stopped"
  /** Anything at all: the token, the number or the account is refused. */
  | "account-refused";

export interface SenderTrouble {
  accountId: string;
  kind: TroubleKind;
  scope: string;
  /** The provider's, for its words (channels/provider-codes.ts). */
  code: string;
  since: Date;
}

/** Remembers what the provider said, so that nothing more is sent into it. */
export async function noteTrouble(
  shop: Shop,
  { accountId, kind, scope, code }: Omit<SenderTrouble, "since">,
): Promise<void> {
  await shop.sql`
    insert into "SenderTrouble" ("shopId", "accountId", kind, scope, code, since)
    values (${shop.id}, ${accountId}, ${kind}, ${scope}, ${code}, ${shop.at})
    on conflict ("shopId", "accountId", kind, scope) do update set code = excluded.code`;
}

/**
 * What stands in the way of such a message by this account, the newest first; null where nothing does. `troubles` are the
 * shop's (`readTroubles`). `country`: ISO code of the address, where it has one.
 */
export const findTrouble = (
  troubles: SenderTrouble[],
  accountId: string,
  { country, isMarketing }: { country: string | null; isMarketing: boolean },
): SenderTrouble | null =>
  troubles.find(
    (one) =>
      one.accountId === accountId &&
      (one.kind === "account-refused" ||
        (one.kind === "marketing-stopped" && isMarketing) ||
        (one.kind === "region-off" && one.scope === (country ?? ""))),
  ) ?? null;

/** Everything that stands in this shop's way, newest first. */
export const readTroubles = (shop: Reader): Promise<SenderTrouble[]> => shop.sql<SenderTrouble>`
  select "accountId", kind, scope, code, since from "SenderTrouble"
  where "shopId" = ${shop.id} order by since desc, "accountId", kind, scope`;

/** The merchant says that it is mended, or has connected the account anew: the next message will show. */
export async function endTroubles(shop: Shop, accountId: string): Promise<void> {
  await shop.sql`delete from "SenderTrouble" where "shopId" = ${shop.id} and "accountId" = ${accountId}`;
}

/** One thing that stood against it is over; the others stay. */
export async function endTrouble(
  shop: Shop,
  accountId: string,
  { kind, scope, code }: Pick<SenderTrouble, "kind" | "scope" | "code">,
): Promise<void> {
  await shop.sql`
    delete from "SenderTrouble" where "shopId" = ${shop.id} and "accountId" = ${accountId} and kind = ${kind}
      and scope = ${scope} and code = ${code}`;
}
