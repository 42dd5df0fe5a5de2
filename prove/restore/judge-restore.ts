import { standing } from "#app/consent/ledger.ts";
import { inShop } from "#app/db.server.ts";
import type { LedgerEntry } from "#sandbox/town-types.ts";
import { control, town } from "#tests/town.ts";
import type { Violation } from "../proof.ts";
import { markOf } from "../sends/send-shop.ts";
import { judgeOrders } from "../webhooks/judge-orders.ts";
import { type RestoreShop, SHOP } from "./restore-shop.ts";

export interface Judged {
  doubled: Violation[];
  missing: Violation[];
  unheard: Violation[];
  untrue: Violation[];
  sent: number;
  received: number;
  orders: number;
}

interface Said {
  sid: string;
  direction: string;
  from: string;
  to: string;
  body: string;
}

/**
 * What the carrier and Shopify know, against what the restored database shows. Doubled: the same words to the same
 * telephone, which each telephone hears once at most. Missing: what was said and stands in no thread, and orders.
 * Unheard: a STOP that consent does not know. Untrue: shown as not sent though the carrier took it.
 */
export async function judgeRestore({ shopId, stopped }: RestoreShop): Promise<Judged> {
  const sent = await sentTexts();
  const { messages } = await control<{ messages: Said[] }>("GET", "/sms/messages");
  const rows = await inShop(shopId, ({ tx }) =>
    tx.message.findMany({
      where: { channel: "sms" },
      select: { externalId: true, body: true, state: true, reason: true, intent: true },
    }),
  );
  const known = new Set(rows.map(({ externalId }) => externalId));
  const { orders, wrong } = await judgeOrders(SHOP, shopId);
  const lost = messages.filter(({ sid }) => !known.has(sid));
  return {
    doubled: findDoubled(sent),
    missing: [
      ...lost.map((one) => ({
        what: "said, and in no thread",
        sid: one.sid,
        direction: one.direction,
        body: one.body,
      })),
      ...wrong,
    ],
    unheard: await findUnheard(shopId, stopped),
    untrue: findUntrue(rows, sent),
    sent: sent.length,
    received: messages.filter(({ direction }) => direction === "inbound").length,
    orders: orders.length,
  };
}

/** The carrier's own replies to keywords are not ours. */
export async function sentTexts(since = 0): Promise<LedgerEntry[]> {
  return (await town.ledger(since)).filter(
    ({ provider, kind }) => provider === "twilio" && kind === "message",
  );
}

function findDoubled(sent: LedgerEntry[]): Violation[] {
  const sids = new Map<string, unknown[]>();
  for (const { to, body, sid } of sent)
    sids.set(`${to}: ${body}`, [...(sids.get(`${to}: ${body}`) ?? []), sid]);
  return [...sids]
    .filter(([, all]) => all.length > 1)
    .map(([words, all]) => ({ what: "sent twice", words, sids: all }));
}

async function findUnheard(shopId: string, stopped: string[]): Promise<Violation[]> {
  const unheard: Violation[] = [];
  await inShop(shopId, async (shop) => {
    for (const address of stopped) {
      const stands = await standing(shop, { channel: "sms", address, purpose: "marketing" });
      if (stands !== "revoked") unheard.push({ what: "a STOP that consent does not know", address, stands });
    }
  });
  return unheard;
}

const NOT_SENT = new Set(["queued", "sending", "suppressed", "expired", "failed"]);

/** `unknown` is no lie, whichever way it was. */
function findUntrue(
  rows: { intent: string; state: string; reason: string | null }[],
  sent: LedgerEntry[],
): Violation[] {
  const taken = new Set(sent.map(({ body }) => markOf(String(body))));
  return rows
    .filter(({ intent, state }) => intent.startsWith("prove:") && NOT_SENT.has(state))
    .filter(({ intent }) => taken.has(intent.slice("prove:".length)))
    .map((row) => ({ what: "shown as not sent, and the carrier took it", ...row }));
}
