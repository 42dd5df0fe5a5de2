import { DAY, later } from "#app/clock.ts";
import { preferencesUrl } from "#app/consent/preferences-url.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { AWAY_INTENT, awayTag, noteTold, readTellBy, type TellBy } from "#app/conversations/tell-by.ts";
import { lockConversation } from "#app/conversations/write-message.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { homeOf, readSettings } from "#app/shop/settings.ts";
import { say } from "#app/words/say.ts";

/**
 * Job, a few minutes after a reply in the chat: whoever has neither read it nor written since is gone, and gets what a
 * person replied by the way they asked for, with all that they have not seen yet, once, and a link back.
 */
export async function tellAway(shopId: string, { messageId }: { messageId: string }): Promise<void> {
  await inShop(shopId, async (shop) => {
    const conversationId = await threadOf(shop, messageId);
    if (!conversationId) return;
    await lockConversation(shop, conversationId);
    const tellBy = await readTellBy(shop, conversationId);
    const unseen = tellBy ? await readUnseen(shop, conversationId, tellBy) : [];
    const newest = unseen.at(-1);
    // A later reply has a job of its own, which tells this one too.
    if (!tellBy || newest?.id !== messageId) return;
    // The address was typed by anybody: what a robot says by itself is sent to nobody's (reliability R29).
    if (!unseen.some(({ isByStaff }) => isByStaff)) return;
    const words = unseen.map(({ body }) => body).join("\n\n");
    const { channel, address } = tellBy;
    const { sent } = await sendMessage(shop, {
      ...{ conversationId, channel, address, author: { kind: "system" } },
      ...(await textOf(shop, tellBy, words)),
      intent: `${AWAY_INTENT}${messageId}`,
      voidTag: awayTag(conversationId),
      expiresAt: later(shop.at, DAY),
    });
    if (sent) await noteTold(shop, conversationId, newest.seq);
  });
}

/** By its message: it may have moved with the thread of somebody who signed in. */
async function threadOf(shop: Shop, messageId: string): Promise<string | null> {
  const [row] = await shop.sql<{ conversationId: string }>`
    select "conversationId" from "Message" where "shopId" = ${shop.id} and id = ${messageId}`;
  return row?.conversationId ?? null;
}

interface Unseen {
  id: string;
  seq: number;
  body: string;
  isByStaff: boolean;
}

/** Since they last read or wrote in the chat, and were last told. */
function readUnseen(shop: Shop, conversationId: string, { toldSeq }: TellBy): Promise<Unseen[]> {
  return shop.sql<Unseen>`
    select m.id, m.seq, m.body, m."authorKind" = 'staff' as "isByStaff" from "Message" m
    join "Conversation" c on c."shopId" = m."shopId" and c.id = m."conversationId"
    where m."shopId" = ${shop.id} and m."conversationId" = ${conversationId}
      and m.channel = 'chat' and m.direction = 'out' and m.state = 'sent'
      and m.seq > greatest(c."shopperReadSeq", ${toldSeq}::int, (
        select coalesce(max(i.seq), 0) from "Message" i where i."shopId" = ${shop.id}
          and i."conversationId" = ${conversationId} and i.channel = 'chat' and i.direction = 'in'))
    order by m.seq`;
}

async function textOf(shop: Shop, { channel, address, locale }: TellBy, words: string) {
  const settings = await readSettings(shop);
  // The widget opens by itself at this fragment (widget/loader/start.js).
  const values = { shop: settings.shopName, words, url: `${homeOf(settings)}/#threadline` };
  if (channel === "sms") return { text: say(locale, "away.sms", values) };
  const stop = preferencesUrl(shop, { channel, address }, locale);
  return {
    text: say(locale, "away.mail", { ...values, stop }),
    subject: say(locale, "away.subject", values),
  };
}
