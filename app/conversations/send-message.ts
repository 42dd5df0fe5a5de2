import { loadAccount } from "#app/channels/accounts.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { ALWAYS_FITS } from "#app/conversations/composer-rules.ts";
import { sayOneWay } from "#app/conversations/say-one-way.ts";
import { renderForChannel } from "#app/conversations/render-for-channel.ts";
import { deliverInChat } from "#app/conversations/deliver-in-chat.ts";
import type { Channel, Choice, Template } from "#app/channels/channel.ts";
import type { AuthorKind, Card, Link, Purpose } from "#app/conversations/message.ts";
import { deliveryJob } from "#app/conversations/delivery-job.ts";
import { carryingOf, linkLength, sortFiles } from "#app/conversations/files-to-send.ts";
import { partMessage } from "#app/conversations/part-message.ts";
import { findAddress, type Reach, reachAt } from "#app/conversations/reach.ts";
import {
  lockConversation,
  type Locked,
  type Written,
  writeMessage,
} from "#app/conversations/write-message.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { longestForm } from "#app/words/plain-signs.ts";

export interface Draft {
  conversationId: string;
  author: { kind: Exclude<AuthorKind, "shopper">; id?: string };
  text: string;
  /** Where not said, the channel the shopper last wrote on. */
  channel?: Channel;
  /** With a channel: where exactly. Else the thread's own address there. */
  address?: string;
  /** The sender that staff chose, as one picks a SIM card; else channels/sms-sender.ts does. */
  accountId?: string;
  subject?: string;
  choices?: Choice[];
  card?: Card | null;
  link?: Link | null;
  files?: { id: string }[];
  template?: Template;
  purpose?: Purpose;
  /** Unique in the shop: the same intent is sent once, however often the verb runs. */
  intent: string;
  clientId?: string;
  voidTag?: string;
  /** What it is about, for staff and for the answer to a reply. */
  orderId?: string;
  parcelId?: string;
  notBefore?: Date;
  expiresAt?: Date;
}

export type SendOutcome =
  | ({ sent: true } & Written)
  | { sent: false; reason: "nowhere-to-send" | "invites-reply"; say: string };

/**
 * The one way out of the house, part one: writes the message as queued, with its event and its delivery job, in the
 * caller's transaction. `maySend` decides when it is claimed (deliver-message.ts), not here: what is lawful now may
 * not be when its turn comes.
 */
export async function sendMessage(shop: Shop, draft: Draft): Promise<SendOutcome> {
  const held = await lockConversation(shop, draft.conversationId);
  const reach = await reachOf(shop, draft);
  if (!reach) return NOWHERE;
  const { isOneWay, ...to } = reach;
  const said = isOneWay ? await sayOneWay(shop, draft, to.address) : draft;
  if (!said) return INVITING;
  const parts = await partsOf(shop, to, said);
  const last = parts.pop()!;
  for (const [index, part] of parts.entries())
    await queue(shop, earlierPart(said, part, index), to, index === 0 ? held : undefined);
  return queue(shop, { ...said, ...last }, to, parts.length ? undefined : held);
}

/** What comes ahead of the last part has no buttons and no link: those stand under the whole. */
function earlierPart(
  { clientId: _, choices: __, link: ___, card: ____, ...draft }: Draft,
  part: Pick<Draft, "text" | "files">,
  index: number,
): Draft {
  return { ...draft, ...part, intent: `${draft.intent}#${index + 1}` };
}

/**
 * What goes out of it in one message each, the files with it. What the channel takes is looked up only where it may be
 * more than any takes.
 */
async function partsOf(
  shop: Shop,
  { accountId, address, channel }: Reach,
  { text, choices = [], link, files = [] }: Draft,
): Promise<Pick<Draft, "text" | "files">[]> {
  const below = { body: "", choices, link };
  const whole = [{ text, files }];
  const each = linkLength(shop.id, shop.at) + 1;
  const most = longestForm(text) + renderForChannel(below, NO_BUTTONS).text.length + files.length * each;
  if (channel === "chat" || !accountId || most <= ALWAYS_FITS) return whole;
  const account = await loadAccount(shop, accountId);
  if (!account) return whole;
  const { abilities } = adapterOf(account);
  const under = renderForChannel(below, abilities).text.length;
  const { carried, linked } = await sortFiles(shop, files, carryingOf(account, address));
  const room = { longest: abilities.longest, under, links: linked.length, linkLength: each - 1 };
  const parts = partMessage(text, room).map((part) => ({
    text: part.text,
    files: linked.splice(0, part.links),
  }));
  return parts.with(-1, { ...parts.at(-1)!, files: [...carried, ...parts.at(-1)!.files] });
}

const NO_BUTTONS = { buttons: { most: 0, label: 0 }, list: { most: 0, label: 0 } };

async function queue(shop: Shop, draft: Draft, reach: Reach, held?: Locked): Promise<SendOutcome> {
  const { purpose = "conversation", ...rest } = draft;
  const message = { ...rest, ...reach, purpose, direction: "out", state: "queued" } as const;
  const written = await writeMessage(shop, message, held);
  if (!written.isNew) return { sent: true, ...written };
  if (reach.channel === "chat" && !draft.notBefore)
    await deliverInChat(shop, written.messageId, draft.expiresAt ?? null);
  else
    await enqueue(shop, [
      deliveryJob({ ...draft, ...reach, purpose, id: written.messageId }, draft.notBefore),
    ]);
  await writeEvent(shop, {
    name: "message.queued",
    conversationId: draft.conversationId,
    payload: { messageId: written.messageId, author: draft.author.kind },
  });
  return { sent: true, ...written };
}

const reachOf = (shop: Shop, { conversationId, channel, address, purpose, accountId }: Draft) => {
  const by = { purpose: purpose ?? "conversation", accountId };
  return address && channel && channel !== "chat"
    ? reachAt(shop, channel, address, by)
    : findAddress(shop, conversationId, channel, by);
};

const INVITING: SendOutcome = {
  sent: false,
  reason: "invites-reply",
  say: "It leaves under a name, which nobody can answer: it must not ask for a reply.",
};

const NOWHERE: SendOutcome = {
  sent: false,
  reason: "nowhere-to-send",
  say: "This shopper has no address on that channel, or the channel is not connected.",
};
