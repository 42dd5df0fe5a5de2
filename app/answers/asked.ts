import type { Channel, Choice } from "#app/channels/channel.ts";
import type { Reader } from "#app/db.server.ts";
import { readQuestion } from "#app/guides/open-question.ts";
import { readSettings, type Settings } from "#app/shop/settings.ts";
import { type Understood, understand } from "#app/understanding/understand.ts";

/** What a shopper asked, with everything that deciding an answer needs. */
export interface Asked {
  messageId: string;
  conversationId: string;
  customerId: string;
  channel: Channel;
  /** Their address there. */
  from: string;
  /** Shopify's customer id, where they were signed in at the shop when they wrote this. */
  signedInAs: string | null;
  text: string;
  hasFiles: boolean;
  /** Where on the network they are, as a keyed hash; null where the channel does not tell. */
  network: string | null;
  /** Of an option we offered: pressed, numbered or written out. */
  choice: string | null;
  /** What the message says of consent, already written down: in the chat it is confirmed by an answer. */
  keyword: string | null;
  /** By which channels such an end ended advertising, and whether it was held back at an address that is not proven. */
  ended: Channel[];
  isHeldToo: boolean;
  said: Understood;
  waitingFor: Waiting | null;
  locale: string;
  settings: Settings;
  at: Date;
}

/** What our last message asked for. */
export interface Waiting {
  for: "choice" | "order-number" | "code";
  options: Choice[];
}

/** What `message.received` tells. */
export interface AskedPayload {
  messageId: string;
  choice: string | null;
  network?: string | null;
  keyword?: string | null;
  ended?: Channel[];
  isHeldToo?: boolean;
}

/** Null where the answers have nothing to say: staff have the thread, or nothing vouches for who wrote. */
export async function readAsked(
  shop: Reader,
  { messageId, choice, network = null, keyword = null, ended = [], isHeldToo = false }: AskedPayload,
): Promise<Asked | null> {
  const [message] = await shop.sql<Row>`
    select m."conversationId", c."customerId", m.channel, m.address as "from", m."signedInAs", m.body as text,
      exists (select 1 from "File" f where f."shopId" = ${shop.id} and f."messageId" = m.id) as "hasFiles",
      m.authentic, c.locale as "threadLocale", k.locale as "customerLocale", h."handedOverAt"
    from "Message" m
    join "Conversation" c on c."shopId" = ${shop.id} and c.id = m."conversationId"
    join "Conversation" h on h."shopId" = ${shop.id} and h.id = coalesce(c."headId", c.id)
    join "Customer" k on k."shopId" = ${shop.id} and k.id = c."customerId"
    where m."shopId" = ${shop.id} and m.id = ${messageId}`;
  if (!message?.authentic || message.handedOverAt) return null;
  const { customerLocale, threadLocale, authentic: _known, handedOverAt: _, ...known } = message;
  const settings = await readSettings(shop);
  const question = await readQuestion(shop, known.conversationId);
  const waitingFor = question ? (question.state as unknown as Waiting) : null;
  const said = understand(known.text);
  return {
    ...known,
    messageId,
    network,
    keyword,
    ended,
    isHeldToo,
    choice: choice ?? optionOf(waitingFor, said, known.text),
    said,
    waitingFor,
    locale: threadLocale ?? said.language ?? customerLocale ?? settings.languages[0] ?? "en",
    settings,
    at: shop.at,
  };
}

interface Row
  extends Pick<
    Asked,
    "conversationId" | "customerId" | "channel" | "from" | "signedInAs" | "text" | "hasFiles"
  > {
  threadLocale: string | null;
  customerLocale: string | null;
  authentic: boolean;
  handedOverAt: Date | null;
}

/** A text has no buttons: "2" and the words of an option mean that option. */
function optionOf(waitingFor: Waiting | null, said: Understood, text: string): string | null {
  const options = waitingFor?.options ?? [];
  const numbered = said.option ? options[said.option - 1] : undefined;
  const words = text.trim().toLowerCase();
  return (numbered ?? options.find(({ label }) => label.toLowerCase() === words))?.id ?? null;
}
