import type { Channel, Choice } from "#app/conversations/message.ts";
import type { Shop } from "#app/db.server.ts";
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
  /** Of an option we offered: pressed, numbered or written out. */
  choice: string | null;
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

/** Null where the answers have nothing to say: staff have the thread, or are to answer everything. */
export async function readAsked(
  shop: Shop,
  { messageId, choice }: { messageId: string; choice: string | null },
): Promise<Asked | null> {
  const message = await shop.tx.message.findUnique({
    where: { shopId_id: { shopId: shop.id, id: messageId } },
    include: { conversation: { include: { customer: true } }, files: { select: { id: true } } },
  });
  if (!message || message.conversation.handedOverAt) return null;
  const { conversation } = message;
  const settings = await readSettings(shop);
  const question = await readQuestion(shop, conversation.id);
  const waitingFor = question ? (question.state as unknown as Waiting) : null;
  const said = understand(message.body);
  return {
    messageId,
    conversationId: conversation.id,
    customerId: conversation.customerId,
    channel: message.channel as Channel,
    from: message.address!,
    signedInAs: message.signedInAs,
    text: message.body,
    hasFiles: message.files.length > 0,
    choice: choice ?? optionOf(waitingFor, said, message.body),
    said,
    waitingFor,
    locale:
      conversation.locale ?? said.language ?? conversation.customer.locale ?? settings.languages[0] ?? "en",
    settings,
    at: shop.at,
  };
}

/** A text has no buttons: "2" and the words of an option mean that option. */
function optionOf(waitingFor: Waiting | null, said: Understood, text: string): string | null {
  const options = waitingFor?.options ?? [];
  const numbered = said.option ? options[said.option - 1] : undefined;
  const words = text.trim().toLowerCase();
  return (numbered ?? options.find(({ label }) => label.toLowerCase() === words))?.id ?? null;
}
