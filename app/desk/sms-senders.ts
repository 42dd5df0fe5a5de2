import { webhookUrl } from "#app/channels/webhook-url.ts";
import { z } from "zod";
import type { AccountPrice } from "#app/channels/sms-cost.ts";
import type { SenderRole } from "#app/channels/sms-sender.ts";
import { wordsOfCode } from "#app/channels/provider-codes.ts";
import { readTroubles, type SenderTrouble, type TroubleKind } from "#app/channels/sender-trouble.ts";
import type { Shop } from "#app/db.server.ts";

export interface SmsSenderView {
  id: string;
  provider: "twilio" | "telnyx";
  sender: string;
  /** How the merchant named a messaging service; null of a number. */
  name: string | null;
  role: SenderRole;
  plainSigns: boolean;
  connectedAt: string;
  lastHeardAt: string | null;
  /** Where the provider must send what comes in. */
  webhookUrl: string;
  /** What this account pays to a country, as its provider told it. */
  prices: Record<string, AccountPrice>;
  /** What it can no longer do, why, and what to do about it. */
  troubles: string[];
}

const Kept = z.object({
  name: z.string().nullish(),
  plainSigns: z.boolean().default(true),
  prices: z
    .record(z.string(), z.object({ amount: z.string(), currency: z.string(), asOf: z.string() }))
    .default({}),
});

/** The shop's senders of texts, without their secrets, in the order they were connected. */
export async function readSmsSenders(shop: Shop): Promise<SmsSenderView[]> {
  const accounts = await shop.tx.channelAccount.findMany({
    where: { shopId: shop.id, channel: "sms", removedAt: null },
    orderBy: { connectedAt: "asc" },
    omit: { secret: true },
  });
  const troubles = await readTroubles(shop);
  return accounts.map(({ id, provider, sender, role, settings, connectedAt, lastHeardAt }) => {
    const { name, plainSigns, prices } = Kept.parse(settings);
    return {
      id,
      provider: provider as SmsSenderView["provider"],
      sender,
      name: name ?? null,
      role: role as SenderRole,
      plainSigns,
      connectedAt: connectedAt.toISOString(),
      lastHeardAt: lastHeardAt?.toISOString() ?? null,
      webhookUrl: webhookUrl({ id, provider: provider as SmsSenderView["provider"] }),
      prices,
      troubles: troubles.filter(({ accountId }) => accountId === id).map(sayTrouble),
    };
  });
}

function sayTrouble({ kind, scope, code }: SenderTrouble): string {
  const words = wordsOfCode(code);
  const why = words ? `${words.say} ${words.next}` : `The provider refused it (${code}).`;
  return `${HELD[kind](scope)} ${why}`;
}

const HELD: Record<TroubleKind, (scope: string) => string> = {
  "region-off": (country) => `No text leaves to ${country || "that country"}.`,
  "marketing-stopped": () => "Promotions are held back.",
  "account-refused": () => "Nothing leaves by this sender.",
};
