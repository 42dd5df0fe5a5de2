import type { Account } from "#app/channels/channel.ts";
import { passCircuit } from "#app/channels/circuit.ts";
import { isAligned, mailSettings } from "#app/channels/mail/mail-account.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import { takeTurns } from "#app/channels/send-pace.ts";
import { findTrouble, readTroubles, type SenderTrouble } from "#app/channels/sender-trouble.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { mayLeaveBy } from "#app/channels/sms-sender.ts";
import type { Refusal } from "#app/conversations/claim-messages.ts";
import { isPromotion } from "#app/conversations/intended.ts";
import type { Purpose } from "#app/conversations/message.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";

interface Leaving {
  message: Message;
  account: Account;
}

/** What the accounts themselves say against messages, whoever they are for: the provider's refusals, its pace, its silence. */
export async function heldBySenders(shop: Shop, all: Leaving[]): Promise<Map<Message, Refusal>> {
  const held = new Map<Message, Refusal>();
  if (!all.length) return held;
  const troubles = await readTroubles(shop);
  for (const leaving of all) {
    const because = hindrance(leaving, troubles);
    if (because) held.set(leaving.message, { may: false, end: "suppressed", because });
  }
  const isFree = ({ message }: Leaving) => !held.has(message);
  for (const ofAccount of Map.groupBy(all.filter(isFree), ({ account }) => account.id).values())
    await holdByCircuit(shop, ofAccount, held);
  // Last, so that only what begins is counted.
  await holdByPace(shop, all.filter(isFree), held);
  return held;
}

function hindrance({ message, account }: Leaving, troubles: SenderTrouble[]): string | null {
  const isMarketing = isPromotion(message);
  // What the account is for may have changed since it was picked.
  if (!mayLeaveBy(account.role ?? "both", message.purpose as Purpose)) return "sender-for-service";
  if (isMarketing && message.channel === "email" && !isAligned(mailSettings(account)))
    return "domain-not-aligned";
  const country = countryOfNumber(message.address!);
  return findTrouble(troubles, account.id, { country, isMarketing })?.code ?? null;
}

async function holdByPace(shop: Shop, all: Leaving[], held: Map<Message, Refusal>): Promise<void> {
  const wanted = all.map(({ message, account }) => {
    const isMarketing = isPromotion(message);
    const { address: to, body: text } = message;
    return { isMarketing, limits: adapterOf(account).limits(account, { to: to!, text, isMarketing }) };
  });
  for (const [n, turn] of (await takeTurns(shop, wanted)).entries())
    if (!turn.ok) held.set(all[n]!.message, { may: false, end: null, because: "pace", until: turn.until });
}

async function holdByCircuit(shop: Shop, all: Leaving[], held: Map<Message, Refusal>): Promise<void> {
  const { most, until } = await passCircuit(shop, all[0]!.account);
  for (const { message } of all.slice(most))
    held.set(message, { may: false, end: null, because: "provider-down", until });
}
