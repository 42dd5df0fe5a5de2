import type { Channel, RefusalEffect } from "#app/channels/channel.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import { noteTrouble, type TroubleKind } from "#app/channels/sender-trouble.ts";
import { blockLine } from "#app/consent/carrier-block.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { PURPOSES } from "#app/consent/purposes.ts";
import { markBadAddress } from "#app/customers/mark-bad-address.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** What a provider's refusal says beyond this message (reliability R13), each to where it is remembered. */
export async function followRefusal(
  shop: Shop,
  message: Message,
  { code, effect }: { code: string; effect: RefusalEffect },
): Promise<void> {
  if (effect === "opted-out") await noteOptOut(shop, message, code);
  if (effect === "bad-address") await markBadAddress(shop, message.address!);
  if (effect === "region-off")
    await note(shop, message, { kind: "region-off", scope: countryOfNumber(message.address!) ?? "", code });
  if (effect === "sender-trouble") await note(shop, message, { kind: "account-refused", scope: "", code });
  // No network of that country takes it from this number, whatever it says.
  if (effect === "unregistered")
    await note(shop, message, { kind: "region-off", scope: countryOfNumber(message.address!) ?? "", code });
  if (effect === "stop-campaign" || effect === "unregistered") await stopMarketing(shop, message, code);
}

/** 21610: the carrier knows of an opt-out that we do not, and lets nothing more through from this sender. */
async function noteOptOut(shop: Shop, message: Message, code: string) {
  const channel = message.channel as Channel;
  const evidence = { code, messageId: message.id };
  const fact = { channel, address: message.address!, source: "carrier", evidence, at: shop.at };
  for (const purpose of PURPOSES) await recordConsent(shop, { ...fact, purpose, state: "revoked" });
  const { accountId } = message;
  if (channel !== "sms" || !accountId) return;
  await blockLine(shop, { channel, accountId, address: fact.address }, { because: code, at: shop.at });
}

/** The carrier takes the account's marketing for spam: what still waits would only make it worse. */
async function stopMarketing(shop: Shop, message: Message, code: string) {
  const { accountId } = message;
  if (!accountId) return;
  await note(shop, message, { kind: "marketing-stopped", scope: "", code });
  // A campaign's tens of thousands are no part of this transaction: none of them is claimed any more.
  const key = `withdraw:${accountId}`;
  await enqueue(shop, [{ task: "withdrawStopped", payload: { accountId }, key }]);
}

async function note(
  shop: Shop,
  { accountId }: Message,
  trouble: { kind: TroubleKind; scope: string; code: string },
) {
  if (accountId) await noteTrouble(shop, { accountId, ...trouble });
}
