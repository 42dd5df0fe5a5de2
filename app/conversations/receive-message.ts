import type { Applied } from "#app/consent/apply-keyword.ts";
import { findAbout } from "#app/conversations/about.ts";
import type { Channel, InboundContext, InboundMedia } from "#app/channels/channel.ts";
import { hearOptIn, readYes, type Yes } from "#app/conversations/hear-opt-in.ts";
import { findAnswered, findUnproven } from "#app/conversations/answered-thread.ts";
import { handOver } from "#app/conversations/hand-over.ts";
import { hearWords, lockWhatIsMeant, readWords } from "#app/conversations/hear-words.ts";
import { joinNames } from "#app/conversations/join-names.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import { takeMedia } from "#app/conversations/take-media.ts";
import { writeMessage } from "#app/conversations/write-message.ts";
import { identifySender } from "#app/customers/identify-sender.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

export interface InboundMessage {
  channel: Channel;
  accountId: string | null;
  /** False where that account is disconnected: their words count, nothing answers them by itself, staff see to it. */
  isConnected?: boolean;
  /** Their phone (E.164), email, chat visitor id … (customers/contact-kind.ts). */
  from: string;
  /** What else the channel vouches that they are known by there. */
  alsoKnownAs?: string[];
  /** What they call themselves there. */
  name?: string | null;
  /** False where the channel does not vouch that they wrote it: then it opens nobody's thread. */
  isAuthenticated?: boolean;
  /** A machine wrote it: nothing answers it by itself. */
  isAutomatic?: boolean;
  /** Read from a provider's log long after it was said (read-back.ts): its words count, and nothing answers it. */
  isReadBack?: boolean;
  /** Known where the door has already identified them (a signed-in chat). */
  customerId?: string;
  /** Shopify's customer id that the shop's own sign-in vouches for. */
  signedInAs?: string;
  text: string;
  subject?: string | null;
  html?: string | null;
  context?: InboundContext | null;
  /** The choice they pressed, where they pressed one. */
  choice?: string | null;
  files?: { id: string }[];
  /** What came with it, still to be fetched or prepared already. */
  media?: InboundMedia[];
  /** The provider's id, or the client's: a repeat writes nothing. */
  externalId?: string;
  clientId?: string;
  /** The language of the page they write on, where there is one. */
  locale?: string;
  /** Where on the network they are, as a keyed hash: told to whoever answers. */
  network?: string | null;
  at: Date;
}

export interface Received {
  messageId: string;
  conversationId: string;
  isNew: boolean;
}

/**
 * Takes in what a shopper wrote: who it is, the carriers' keywords before anything clever, their one thread, the
 * message and what happened, in the caller's transaction.
 */
export async function receiveMessage(shop: Shop, inbound: InboundMessage): Promise<Received> {
  const customerId = inbound.customerId ?? (await identify(shop, inbound));
  const said = readWords(inbound);
  const yes = isByPhone(inbound) ? await readYes(shop, inbound, said) : null;
  if (said || yes) await lockWhatIsMeant(shop, { ...inbound, customerId }, said);
  const conversationId = await openConversation(shop, customerId, inbound.channel);
  const written = await write(shop, inbound, conversationId);
  if (!written.isNew) return { ...written, conversationId };
  const { accountId, media = [] } = inbound;
  await takeMedia(shop, { messageId: written.messageId, conversationId, accountId }, media);
  const { messageId } = written;
  const isUnanswered = staysUnanswered(inbound);
  const words = { ...inbound, isUnanswered, customerId, conversationId, messageId };
  const heard = await hearWords(shop, words, said);
  const joined = heard ? null : await hearYes(shop, inbound, { yes, conversationId });
  const isForNobody = joined !== null || (heard !== null && isSettled(inbound, heard));
  const isWithStaff = await wakeThread(shop, conversationId, { isForNobody, locale: inbound.locale });
  const because = heard || joined || isWithStaff ? null : whyByPerson(inbound);
  if (because) await handOver(shop, { conversationId, because, facts: {} });
  await tell(shop, inbound, { messageId, conversationId, heard, joined, isForNobody, isWithStaff });
  return { ...written, conversationId };
}

/** By what a mail answers, else by who sent it; mails that nothing vouches for belong together, and to nobody else's thread. */
async function identify(shop: Shop, inbound: InboundMessage): Promise<string> {
  const { channel, from, isAuthenticated = true } = inbound;
  const answered = channel === "email" ? await findAnswered(shop, inbound) : null;
  const unproven = answered || isAuthenticated ? null : await findUnproven(shop, from);
  if (answered ?? unproven) return (answered ?? unproven)!;
  const identified = await identifySender(shop, inbound);
  await joinNames(shop, { channel, names: [from, ...(inbound.alsoKnownAs ?? [])] }, identified);
  return identified.customerId;
}

/** It was said long ago, or to where nothing can leave any more: it is written down, and none of our words goes back. */
const staysUnanswered = ({ isReadBack = false, isConnected = true }: InboundMessage) =>
  isReadBack || !isConnected;

/** Why people see to it and no robot answers, in words for them; null where it may be answered, or nobody wrote it. */
function whyByPerson({ isAuthenticated = true, isConnected = true, isAutomatic = false }: InboundMessage) {
  if (isAutomatic) return null;
  // Nothing says that they are who they say (F58).
  if (!isAuthenticated) return UNPROVEN;
  return isConnected ? null : DISCONNECTED;
}

const UNPROVEN =
  "Their mail provider does not vouch for the sender, so nothing is answered by itself. Ask for proof before telling anything personal.";
const DISCONNECTED =
  "They wrote to a sender that is disconnected, so nothing is answered by itself. A reply leaves by another way, where there is one.";

async function write(shop: Shop, inbound: InboundMessage, conversationId: string) {
  const { channel, accountId, from, text, files, externalId, clientId, signedInAs, at } = inbound;
  const { subject, html, context, isAuthenticated, isAutomatic } = inbound;
  return writeMessage(shop, {
    conversationId,
    direction: "in",
    author: { kind: "shopper" },
    channel,
    address: from,
    accountId,
    text,
    subject,
    html,
    context,
    authentic: isAuthenticated,
    automatic: isAutomatic,
    files,
    purpose: "conversation",
    intent: `in:${channel}:${externalId ?? `${conversationId}:${clientId}`}`,
    externalId,
    clientId,
    signedInAs,
    state: "received",
    at,
    ...(await findAbout(shop, conversationId)),
  });
}

/** A keyword is settled here: what reacts to words never sees it. In the chat the answers confirm it. */
const isSettled = ({ channel }: InboundMessage, { keyword }: Applied): boolean =>
  keyword !== "doubt" && channel !== "chat";

/** YES to what was asked there, or a word that joins (hear-opt-in.ts). */
async function hearYes(
  shop: Shop,
  inbound: InboundMessage,
  { yes, conversationId }: { yes: Yes | null; conversationId: string },
) {
  if (!yes || !isByPhone(inbound)) return null;
  const { channel, from: address, text, externalId = null, at } = inbound;
  const isUnanswered = staysUnanswered(inbound);
  return hearOptIn(shop, { channel, address, text, externalId, conversationId, isUnanswered, at }, yes);
}

/** Only what their own telephone says is a yes. */
const isByPhone = (inbound: InboundMessage): inbound is InboundMessage & { channel: "sms" | "whatsapp" } =>
  (inbound.channel === "sms" || inbound.channel === "whatsapp") && (inbound.isAuthenticated ?? true);

/**
 * A closed thread opens again, and one in staff's hands is unread; STOP alone wakes nobody. Returns whether it is in
 * staff's hands, or the thread it is shown in.
 */
async function wakeThread(
  shop: Shop,
  id: string,
  { isForNobody, locale = null }: { isForNobody: boolean; locale?: string | null },
): Promise<boolean> {
  const [row] = await shop.sql<{ isWithStaff: boolean }>`
    with heard as (
      update "Conversation" set locale = coalesce(${locale}, locale),
        status = case when ${isForNobody} or "headId" is not null then status else 'open' end,
        unread = unread or (not ${isForNobody} and "handedOverAt" is not null and "headId" is null)
      where "shopId" = ${shop.id} and id = ${id} returning "headId", "handedOverAt"
    ), head as (
      update "Conversation" h set status = 'open', unread = h.unread or h."handedOverAt" is not null
      from heard where h."shopId" = ${shop.id} and h.id = heard."headId" and not ${isForNobody}
      returning h."handedOverAt"
    )
    select case when heard."headId" is null then heard."handedOverAt" else head."handedOverAt" end is not null
      as "isWithStaff" from heard left join head on true`;
  return row?.isWithStaff ?? false;
}

async function tell(
  shop: Shop,
  inbound: InboundMessage,
  { messageId, conversationId, heard, joined, isForNobody, isWithStaff }: Told,
) {
  const { choice, network, isAutomatic = false, isAuthenticated = true } = inbound;
  const keyword = heard?.keyword ?? joined;
  // The carrier took it for STOP; who knows of orders asks what was meant.
  if (heard?.isCancel)
    await writeEvent(shop, { name: "cancel.texted", conversationId, payload: { messageId, conversationId } });
  await writeEvent(shop, {
    name: isForNobody ? "keyword.received" : "message.received",
    conversationId,
    payload: {
      messageId,
      conversationId,
      choice: choice ?? null,
      network: network ?? null,
      keyword,
      ...endedBy(heard),
    },
    // Whoever answers by themselves would only find that staff do; a machine is not answered (RFC 3834).
    wakesNobody: isWithStaff || isAutomatic || staysUnanswered(inbound) || !isAuthenticated,
  });
}

/** For the answer in the chat, which says what an end there has ended elsewhere. */
function endedBy(heard: Applied | null) {
  const of = (state: "revoked" | "held") => heard?.about.filter((one) => one.state === state) ?? [];
  return heard?.keyword === "stop"
    ? { ended: [...new Set(of("revoked").map(({ channel }) => channel))], isHeldToo: of("held").length > 0 }
    : {};
}

interface Told {
  messageId: string;
  conversationId: string;
  heard: Applied | null;
  joined: Awaited<ReturnType<typeof hearOptIn>>;
  isForNobody: boolean;
  isWithStaff: boolean;
}
