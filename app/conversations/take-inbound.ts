import type { Channel, Inbound, InboundMessage } from "#app/channels/channel.ts";
import { cleanText } from "#app/clean-text.ts";
import { accountOfSender } from "#app/channels/accounts.ts";
import { hearRegistration } from "#app/channels/hear-registration.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { recordDelivery } from "#app/conversations/record-delivery.ts";
import { recordEcho } from "#app/conversations/record-echo.ts";
import { askForName } from "#app/conversations/learn-name.ts";
import { recordWatermark } from "#app/conversations/record-watermark.ts";
import { takeBack } from "#app/conversations/take-back.ts";
import { hearComplaint } from "#app/conversations/hear-complaint.ts";
import { hearPreference } from "#app/conversations/hear-preference.ts";
import type { Shop } from "#app/db.server.ts";

/** Where something came in: one of the shop's accounts. */
export interface Door {
  channel: Exclude<Channel, "chat">;
  accountId: string;
  /** False where it was disconnected, and is only heard (channels/disconnect-account.ts). */
  isConnected?: boolean;
}

/** What a provider told us, each kind to its verb, in the caller's transaction. */
export async function takeInbound(shop: Shop, door: Door, inbound: Inbound): Promise<void> {
  if (inbound.kind === "report") await recordDelivery(shop, { ...inbound, channel: door.channel });
  else if (inbound.kind === "echo") await recordEcho(shop, door, inbound);
  else if (inbound.kind === "preference") await hearPreference(shop, door, inbound);
  else if (inbound.kind === "complaint") await hearComplaint(shop, door, inbound);
  else if (inbound.kind === "watermark") await recordWatermark(shop, door, inbound);
  else if (inbound.kind === "unsent") await takeBack(shop, door, inbound);
  else if (inbound.kind === "registration") await hearRegistration(shop, door.accountId, inbound.sid);
  else if (inbound.kind === "message") {
    await receiveMessage(shop, { ...storable(inbound), ...(await doorOf(shop, door, inbound)) });
    if (!inbound.name) await askForName(shop, door, inbound.from);
  }
}

/** NUL and half letters, which PostgreSQL refuses, may stand in any word of a stranger's: in a mail's HTML, in a name. */
function storable(inbound: InboundMessage): InboundMessage {
  const plain = (text: string | null) => text && cleanText(text);
  return {
    ...inbound,
    externalId: cleanText(inbound.externalId),
    from: cleanText(inbound.from),
    subject: plain(inbound.subject),
    html: plain(inbound.html),
    name: plain(inbound.name),
    choice: plain(inbound.choice),
  };
}

/** Several numbers may tell one webhook (a pool signs with one token): the account is the one of the number texted to. */
async function doorOf(shop: Shop, door: Door, { to }: InboundMessage): Promise<Door> {
  if (door.channel !== "sms") return door;
  const accountId = await accountOfSender(shop, "sms", to);
  return accountId ? { ...door, accountId, isConnected: true } : door;
}
